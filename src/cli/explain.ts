/** `mailzone check --explain CODE`. */
import { codes } from "../codes.ts";
import { explainCode } from "../report/explain.ts";
import { nearest } from "../words/nearest.ts";
import { CannotRun, printResult } from "./print.ts";

export function explain(code: string): void {
  const known = codes.find(({ id }) => id === code);
  printResult(known === undefined ? unknownCode(code) : explainCode(known));
}

function unknownCode(id: string): never {
  const meant = nearest(
    id,
    codes.map((code) => code.id),
  );
  throw new CannotRun(
    `unknown code ${JSON.stringify(id)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
  );
}

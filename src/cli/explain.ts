/** `mailzone check --explain CODE`. */
import { codes } from "../check/codes.ts";
import { explainCode } from "../report/explain.ts";
import { nearest } from "../words/nearest.ts";
import { CannotRun, printResult } from "./print.ts";

export function explain(code: string): void {
  printResult(explainCode(code) ?? unknownCode(code));
}

function unknownCode(id: string): never {
  const meant = nearest(
    id,
    codes.map((code) => code.id),
  );
  throw new CannotRun(
    `there is no check ${JSON.stringify(id)}${meant === undefined ? "" : `; did you mean ${meant}?`}`,
  );
}

import process from "node:process";
import { checkJson } from "../report/json.ts";
import { summarize, summaryLine } from "../report/summary.ts";
import { coloured, plain, printFindings } from "../report/text.ts";
import { exitBy, isColoured, load, printJson, printResult } from "./output.ts";

export function check(paths: readonly string[], { format }: { format: "text" | "json" }): void {
  const loaded = load(paths);
  if (format === "json") printJson(checkJson(loaded));
  else {
    const style = isColoured(process.stdout) ? coloured : plain;
    printResult(`${printFindings(loaded.findings, style)}${summaryLine(summarize(loaded))}`);
  }
  exitBy(loaded.findings);
}

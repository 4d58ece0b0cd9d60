import { writeSync } from "node:fs";

/** A jest reporter whose last line is the count that CI reads: `12 passed, 0 failed, 1 skipped`. */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    // At the very end, because jest may still report handles that keep it from exiting.
    process.on("exit", () => writeSync(1, `${closingLine(results)}\n`));
  }
}

/** A suite that could not run has no tests to count, and counts as one failure. */
export function closingLine(results) {
  const skipped = results.numPendingTests + results.numTodoTests;
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Prints how many tests passed and failed, as the last line of a run of jest. */
import { appendFileSync, existsSync, readFileSync, writeSync } from "node:fs";
import process from "node:process";

/**
 * A jest reporter whose last line is the count that CI reads: `12 passed, 0 failed, 1 skipped`. Runs of jest that belong
 * together are given one file in MAILZONE_TEST_COUNTS, and each then says the sum of its own tests and those before it.
 */
export default class ClosingLine {
  onRunComplete(_contexts, results) {
    for (const line of lackingPrograms(results)) writeSync(1, `${line}\n`);
    const counts = withEarlier(countsOf(results), process.env.MAILZONE_TEST_COUNTS);
    // At the very end, because jest may still report handles that keep it from exiting.
    process.on("exit", () => writeSync(1, `${closingLine(counts)}\n`));
  }
}

/** Why tests were skipped that need a program, as their names say it (test/needs.ts): `3 skipped, needs dig: ...`. */
export function lackingPrograms({ testResults }) {
  const counts = new Map();
  for (const { fullName, status } of testResults.flatMap((suite) => suite.testResults)) {
    const [, why] = (status === "pending" && /\((skipped, needs [^()]+)\)/.exec(fullName)) || [];
    if (why !== undefined) counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [...counts].map(([why, count]) => `${count} ${why}`);
}

/** A suite that could not run has no tests to count, and counts as one failure. */
export function countsOf(results) {
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

/** The sum of these counts and those of the runs before in the file, to which these are added. */
export function withEarlier(counts, file) {
  if (!file) {
    return counts;
  }
  const earlier = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  appendFileSync(file, `${JSON.stringify(counts)}\n`);
  return earlier
    .map((line) => JSON.parse(line))
    .reduce(
      (sum, { passed, failed, skipped }) => ({
        passed: sum.passed + passed,
        failed: sum.failed + failed,
        skipped: sum.skipped + skipped,
      }),
      counts,
    );
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** The closing line counts every test, and a suite that could not run as a failure. */
import path from "node:path";
import { expect, test } from "@jest/globals";
import { closingLine, countsOf, lackingPrograms, withEarlier } from "../../tools/jest-closing-line.mjs";
import { emptyFolder } from "./made-up.ts";

const none = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

test.each([
  ["passed and failed tests", { numPassedTests: 12, numFailedTests: 3 }, "12 passed, 3 failed"],
  ["a suite that could not be run as a failure", { numRuntimeErrorTestSuites: 1 }, "0 passed, 1 failed"],
  ["skipped and planned tests", { numPendingTests: 2, numTodoTests: 1 }, "0 passed, 0 failed, 3 skipped"],
])("counts %s", (_what, results, line) => {
  expect(closingLine(countsOf({ ...none, ...results }))).toBe(line);
});

test("sums the runs that belong together", () => {
  const file = path.join(emptyFolder(), "counts");
  expect(closingLine(withEarlier({ passed: 12, failed: 1, skipped: 0 }, file))).toBe("12 passed, 1 failed");
  expect(closingLine(withEarlier({ passed: 3, failed: 0, skipped: 2 }, file))).toBe(
    "15 passed, 1 failed, 2 skipped",
  );
  expect(closingLine(withEarlier({ passed: 1, failed: 1, skipped: 0 }, file))).toBe(
    "16 passed, 2 failed, 2 skipped",
  );
  expect(closingLine(withEarlier({ passed: 1, failed: 0, skipped: 0 }, undefined))).toBe(
    "1 passed, 0 failed",
  );
});

test("says which programs skipped tests need", () => {
  const one = (fullName: string, status: string) => ({ fullName, status });
  const why = "(skipped, needs dig: apt-get install dnsutils)";
  const testResults = [
    { testResults: [one(`clients agree dig ${why}`, "pending"), one("another that is skipped", "pending")] },
    { testResults: [one(`a ${why} b`, "pending"), one("needs nothing", "passed")] },
  ];
  expect(lackingPrograms({ testResults })).toEqual(["2 skipped, needs dig: apt-get install dnsutils"]);
});

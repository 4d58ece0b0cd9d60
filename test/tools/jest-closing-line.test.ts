import { expect, test } from "@jest/globals";
import { closingLine } from "../../tools/jest-closing-line.mjs";

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
  expect(closingLine({ ...none, ...results })).toBe(line);
});

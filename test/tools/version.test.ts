/** Versions are compared number by number. */
import { expect, test } from "@jest/globals";
import { atLeast } from "../../tools/version.mjs";

test.each([
  ["v22.18.0", "22.18.0", true],
  ["v22.17.9", "22.18.0", false],
  ["v24.0.1", "22.18.0", true],
  ["1.25", "1.25.0", true],
  ["3.250.0-alpha.1", "3.250.0", true],
  ["nothing", "1.0.0", false],
])("%s against %s: %s", (text, minimum, expected) => {
  expect(atLeast(text, minimum)).toBe(expected);
});

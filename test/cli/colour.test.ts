/** Colour is for terminals, and for those who have not declined it (https://no-color.org, read 2026-11-22). */
import { afterEach, describe, expect, test } from "@jest/globals";
import { isColoured } from "../../src/cli/output.ts";
import { needs } from "../needs.ts";
import { shell } from "./run.ts";

const before = process.env["NO_COLOR"];
afterEach(() => {
  if (before === undefined) delete process.env["NO_COLOR"];
  else process.env["NO_COLOR"] = before;
});

describe("colour", () => {
  test.each([
    ["on a terminal", true, undefined, true],
    ["on a terminal with NO_COLOR", true, "1", false],
    ["on a terminal with an empty NO_COLOR, which counts as none", true, "", true],
    ["off a terminal", false, undefined, false],
    ["off a terminal with NO_COLOR", false, "1", false],
  ])("%s", (_, isTTY, noColor, expected) => {
    if (noColor === undefined) delete process.env["NO_COLOR"];
    else process.env["NO_COLOR"] = noColor;
    expect(isColoured({ isTTY } as NodeJS.WriteStream)).toBe(expected);
  });

  needs("bash").test.each([["check"], ["zone"]])(
    "%s writes none into a pipe, though FORCE_COLOR asks for it",
    (command) => {
      const { stdout, stderr } = shell(`unset NO_COLOR; export FORCE_COLOR=1; mailzone ${command} wrong`);
      expect(stdout + stderr).toContain("error cname-exclusive");
      expect(stdout + stderr).not.toContain("\u001b");
    },
  );
});

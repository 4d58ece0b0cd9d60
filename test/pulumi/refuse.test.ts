/** When the program ends before anything is registered, and what it says then. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { RunError } from "@pulumi/pulumi/errors.js";
import type { Finding, Severity } from "../../src/finding.ts";
import { refuseErrors, refuseLive } from "../../src/pulumi/refuse.ts";

const found = (severity: Severity, message: string = severity): Finding => ({
  code: "mx-hostname",
  severity,
  message,
});

let folder: string;
const FILE = process.env["MAILZONE_FINDINGS"];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mailzone-refuse-"));
  process.env["MAILZONE_FINDINGS"] = join(folder, "findings");
});
afterEach(() => {
  if (FILE === undefined) delete process.env["MAILZONE_FINDINGS"];
  else process.env["MAILZONE_FINDINGS"] = FILE;
  rmSync(folder, { recursive: true });
});

/** The first line of the refusal, and the messages that are told; undefined if there is none. */
function refusal(work: () => void): readonly [string, string[]] | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (!RunError.isInstance(error)) throw error;
    const told = readFileSync(join(folder, "findings"), "utf8").trimEnd().split("\n");
    return [error.message.split("\n")[0] ?? "", told.map((line) => JSON.parse(line).message)];
  }
}

const [ERROR, WARNING, INFO] = [found("error"), found("warning"), found("info")];

describe("findings of the specs", () => {
  test.each<[string, readonly Finding[], ReturnType<typeof refusal>]>([
    ["an error ends it", [WARNING, ERROR], ["1 error: nothing was changed", ["warning", "error"]]],
    ["one cause counts once", [ERROR, ERROR], ["1 error: nothing was changed", ["error", "error"]]],
    [
      "two causes count twice",
      [ERROR, found("error", "other")],
      ["2 errors: nothing was changed", ["error", "other"]],
    ],
    ["warnings do not", [WARNING, INFO], undefined],
    ["nothing does not", [], undefined],
  ])("%s", (_, findings, expected) => {
    expect(refusal(() => refuseErrors(findings))).toEqual(expected);
  });
});

describe("findings of the live zones and of the guards", () => {
  type Live = Parameters<typeof refuseLive>[0];
  const none: Live = { findings: [], unread: [] };
  test.each<[string, Live, readonly Finding[] | undefined, ReturnType<typeof refusal>]>([
    ["none go on", none, undefined, undefined],
    ["warnings go on", { ...none, findings: [WARNING] }, [WARNING], undefined],
    [
      "a conflict ends it, with the warnings and without the infos",
      { ...none, findings: [ERROR, WARNING, INFO] },
      [],
      ["1 error in the live zones: nothing was changed", ["error", "warning"]],
    ],
    [
      "so does a zone that cannot be read, which is told first",
      { findings: [WARNING], unread: [ERROR] },
      [],
      ["1 error in the live zones: nothing was changed", ["error", "warning"]],
    ],
    [
      "so does a guard, which is not about what is there",
      { ...none, findings: [WARNING] },
      [ERROR],
      ["1 error: nothing was changed", ["warning", "error"]],
    ],
  ])("%s", (_, live, guarded, expected) => {
    expect(refusal(() => refuseLive(live, guarded))).toEqual(expected);
  });
});

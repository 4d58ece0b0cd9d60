/** Waivers and profiles: `[rule, spec, defaults, findings as code:severity:line]`, checked on 2026-11-21. */
import { describe, expect, test } from "@jest/globals";
import { accept } from "../../src/check/accept.ts";
import { runChecks } from "../../src/check/run.ts";
import { placeDomains } from "../../src/plan/placing.ts";
import { expand } from "../../src/preset/expand.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { parseSpecs } from "../../src/spec/read.ts";

const library = openLibrary();
const mx =
  "domain: example.com\ndns: cloudflare\nrecords:\n  - {type: MX, value: 10 mx}\n  - {name: b, type: MX, value: 10 mx2}\n";

/** The findings about the two MX hosts that nothing has, and about waivers. */
function found(text: string): string[] {
  const { specs, findings } = parseSpecs("a.yaml", Buffer.from(text), undefined);
  expect(findings).toEqual([]);
  const domains = specs.map((spec) => expand(spec, library).domain);
  return accept(runChecks(placeDomains(domains).zones), domains, "2026-11-21")
    .filter(({ code }) => code === "mx-target-unmanaged" || code.startsWith("waiver-"))
    .map(({ code, severity, place }) => `${code}:${severity}:${place?.line}`)
    .sort();
}

describe("waive", () => {
  test.each([
    [
      "without one both findings are told",
      "",
      ["mx-target-unmanaged:warning:4", "mx-target-unmanaged:warning:5"],
    ],
    ["drops the check's findings", "waive: [{check: mx-target-unmanaged, reason: by hand}]", []],
    [
      "for one owner drops only its findings",
      'waive: [{check: mx-target-unmanaged, reason: by hand, name: "@"}]',
      ["mx-target-unmanaged:warning:5"],
    ],
    ["holds on its last day", "waive: [{check: mx-target-unmanaged, reason: x, until: 2026-11-21}]", []],
    [
      "is an error after its last day, and no longer holds",
      "waive: [{check: mx-target-unmanaged, reason: x, until: 2026-11-20}]",
      ["mx-target-unmanaged:warning:4", "mx-target-unmanaged:warning:5", "waiver-expired:error:6"],
    ],
    [
      "that meets nothing is a warning",
      "waive: [{check: mx-target-unmanaged, reason: x}, {check: mx-not-ip, reason: x}]",
      ["waiver-unused:warning:6"],
    ],
    [
      "of a check that does not exist is an error",
      "waive: [{check: mx-target-unmanagd, reason: x}]",
      ["mx-target-unmanaged:warning:4", "mx-target-unmanaged:warning:5", "waiver-unknown:error:6"],
    ],
  ])("%s", (_, waive, expected) => {
    expect(found(`${mx}${waive}\n`)).toEqual(expected);
  });

  test("without a reason is refused", () => {
    const { findings } = parseSpecs("a.yaml", Buffer.from(`${mx}waive: [{check: mx-not-ip}]\n`), undefined);
    expect(findings).toMatchObject([{ code: "spec-missing", place: { line: 6 } }]);
  });
});

describe("profile", () => {
  test.each([
    ["baseline", "info"],
    ["recommended", "warning"],
    ["strict", "error"],
    ["bulk-sender", "warning"],
  ])("%s makes a warning %s", (profile, severity) => {
    expect(found(`${mx}profile: ${profile}\n`)).toEqual([
      `mx-target-unmanaged:${severity}:4`,
      `mx-target-unmanaged:${severity}:5`,
    ]);
  });
});

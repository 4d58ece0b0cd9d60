/** Waivers and profiles: `[rule, spec, defaults, findings as code:severity:line]`, checked on 2026-11-21. */
import { describe, expect, test } from "@jest/globals";
import { type Accepted, accept } from "../../src/check/accept.ts";
import { runChecks } from "../../src/check/run.ts";
import type { Finding } from "../../src/finding.ts";
import { placeDomains } from "../../src/plan/placing.ts";
import { expand } from "../../src/preset/expand.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { parseSpecs } from "../../src/spec/read.ts";

const library = openLibrary();
const mx =
  "domain: example.com\ndns: cloudflare\nrecords:\n  - {type: MX, value: 10 mx}\n  - {name: b, type: MX, value: 10 mx2}\n";

function accepted(text: string): Accepted<Finding> {
  const { specs, findings } = parseSpecs("a.yaml", Buffer.from(text), undefined);
  expect(findings).toEqual([]);
  const domains = specs.map((spec) => expand(spec, library).domain);
  return accept(runChecks(placeDomains(domains).zones), domains, "2026-11-21");
}

/** The findings about the two MX hosts that nothing has, and about waivers. */
function found(text: string): string[] {
  return accepted(text)
    .findings.filter(({ code }) => code === "mx-target-unmanaged" || code.startsWith("waiver-"))
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

describe("what a waiver cannot do", () => {
  const owner = "domain: example.com\ndns: cloudflare\nmode: send-only\n";
  const guest =
    "domain: promo.example.com\nzone: example.com\ndns: cloudflare\nmode: parked\nrecords:\n  - {name: example.com., type: MX, value: 10 192.0.2.1}\n";
  const told = (...specs: string[]): string[] =>
    accepted(specs.join("---\n")).findings.map(
      ({ code, severity, place }) => `${code}:${severity}:${place?.line}`,
    );

  test("accept what no cloud can hold, or receivers treat as void", () => {
    const spf =
      '{type: TXT, value: "v=spf1 -all"}, {type: TXT, value: "v=spf1 mx -all"}, {type: MX, value: 10 192.0.2.1}';
    const waive = "waive: [{check: spf-single, reason: x}, {check: mx-not-ip, reason: x}]";
    const codes = told(`${owner}records: [${spf}]\n${waive}\n`);
    expect(codes).toEqual(
      expect.arrayContaining(["spf-single:error:4", "mx-not-ip:error:4", "waiver-refused:error:5"]),
    );
    expect(codes.filter((code) => code.startsWith("waiver-refused"))).toHaveLength(2);
  });

  test("accept findings about a name of another domain, whichever spec has the record", () => {
    const waive = "waive: [{check: mx-null-sender, reason: x}, {check: mx-hostname, reason: x}]\n";
    const mx = guest.replace("10 192.0.2.1", "10 mx.evil.local.");
    expect(told(owner, `${mx}${waive}`)).toEqual(
      expect.arrayContaining(["mx-hostname:error:10", "waiver-refused:error:11", "waiver-unused:warning:11"]),
    );
    // the same waiver in the spec of the name's own domain has no say about the other spec's record either
    expect(told(`${owner}${waive}`, mx)).toEqual(expect.arrayContaining(["mx-hostname:error:11"]));
  });

  test("accept for the first spec of a domain what only a second one waives, nor lower its severity", () => {
    const both = `${mx}---\n${mx.replace("  - {type: MX, value: 10 mx}\n", "")}`;
    const waive = "waive: [{check: mx-target-unmanaged, reason: x}]\nprofile: baseline\n";
    expect(told(`${both}${waive}`)).toEqual(
      expect.arrayContaining(["mx-target-unmanaged:warning:4", "mx-target-unmanaged:warning:5"]),
    );
    expect(told(`${mx}${waive}`)).not.toEqual(
      expect.arrayContaining([expect.stringContaining("mx-target-unmanaged")]),
    );
  });

  test("hide anything: what it accepts is listed with its reason and its end", () => {
    const { waived } = accepted(
      `${mx}waive: [{check: mx-target-unmanaged, reason: made by hand, until: 2027-01-31}]\n`,
    );
    expect(waived).toMatchObject([
      { code: "mx-target-unmanaged", severity: "warning", reason: "made by hand", until: "2027-01-31" },
      { code: "mx-target-unmanaged", place: { line: 5 } },
    ]);
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

/** `--only`: what concerns some mail domains of all. */
import { expect, test } from "@jest/globals";
import { onlyAbout, onlyDomains, onlyOf } from "../../src/cli/only.ts";
import { CannotRun } from "../../src/cli/print.ts";
import type { Finding } from "../../src/finding.ts";
import { type Loaded, loadText } from "../../src/pipeline.ts";

const TWO = loadText("a.yaml", "domains: [a.example, b.example]\ndns: route53\nmailbox: tencent-exmail\n");
const TOGETHER = loadText("b.yaml", "domain: mail.a.example\ndns: route53\nzone: a.example\nmode: parked\n");
const BROKEN = loadText("c.yaml", "domain: c.example\ndns: route54\nmailbox: tencent-exmail\n");

const shown = ({ domains, zones, findings }: Loaded) => ({
  domains: domains.map(({ spec }) => spec.domain),
  zones: zones.map((zone) => [zone.name, zone.domains.length, zone.rrsets.length > 0]),
  about: [...new Set(findings.map(({ domain }) => domain))],
});

function only(loaded: Loaded, given: readonly string[]) {
  const told: Finding[] = [];
  try {
    const about = onlyOf(loaded, given, {
      paths: ["stacks", "more"],
      tell: (found) => void told.push(...found),
    });
    return { ...shown(about), told: told.map(({ code }) => code) };
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return { refused: error.message, told: told.map(({ code }) => code) };
  }
}

const A = { domains: ["a.example."], zones: [["a.example.", 1, true]], about: ["a.example"], told: [] };

test.each<[string, Loaded, readonly string[], ReturnType<typeof only>]>([
  ["one domain", TWO, ["a.example"], A],
  ["in any case, with blanks and a final dot", TWO, [" A.Example. "], A],
  ["none, which means all", TWO, [], { ...shown(TWO), told: [] }],
  [
    "one without a zone of its own",
    TOGETHER,
    ["mail.a.example"],
    {
      domains: ["mail.a.example."],
      zones: [["a.example.", 1, true]],
      about: shown(TOGETHER).about,
      told: [],
    },
  ],
  [
    "one that has no spec",
    TWO,
    ["a.example", "x.example", "y.example"],
    { refused: 'no spec for the domains "x.example" and "y.example" in stacks, more', told: [] },
  ],
  [
    "one whose spec may be the one with the errors",
    BROKEN,
    ["c.example"],
    { refused: 'no spec for the domain "c.example" in stacks, more', told: ["spec-value"] },
  ],
])("%s", (_, loaded, given, expected) => {
  expect(only(loaded, given)).toEqual(expected);
});

test("a finding about no domain is about each of them", () => {
  const [about] = TWO.findings;
  const general: Finding = { code: "spec-value", severity: "error", message: "broken" };
  const findings = [general, { ...general, domain: "b.example" }, { ...general, domain: "a.example" }];
  expect(about).toBeDefined();
  expect(onlyAbout(findings, new Set(onlyDomains(["a.example"])))).toEqual([findings[0], findings[2]]);
});

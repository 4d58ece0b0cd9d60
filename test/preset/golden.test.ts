/**
 * What every preset publishes with its example parameters, in one file for people to read: alone, what its optional
 * groups add, and what changes in the domain's own records when two senders join it. Keys are cut.
 */
import { expect, test } from "@jest/globals";
import { placeDomains } from "../../src/plan/placing.ts";
import { expandText } from "../../src/preset/expand-specs.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { recordsOf } from "../spec/zone-of.ts";
import { expectGolden } from "../zone/golden.ts";
import { exampleUse } from "./examples.ts";

const library = openLibrary();
const SENDERS = ["sendgrid", "mailjet"];

const records = (lines: readonly string[]): string[] => {
  const specs = ["domain: example.com", "dns: route53", ...lines, ""].join("\n");
  const { domains, findings } = expandText("spec.yaml", specs, library);
  expect(findings).toEqual([]);
  const { zones } = placeDomains(domains);
  return recordsOf({ zones, domains: [], findings: [], waived: [], lines: () => undefined }).map((line) =>
    line
      .replaceAll('" "', "")
      .replace(/MIIB[A-Za-z0-9+/]{300,}=*/, "<RSA key>")
      .replace(/p=[A-Za-z0-9+/]{43}=/, "p=<Ed25519 key>"),
  );
};

const missing = (from: readonly string[], in_: readonly string[]): string[] =>
  from.filter((line) => !in_.includes(line));

function page(id: string): string {
  const use = exampleUse(library, id);
  const alone = records(use);
  const groups = JSON.stringify(
    Object.fromEntries(library.find(id)?.records.map(({ group }) => [group, true]) ?? []),
  );
  const withAll = records(
    use.map((line) => line.replace(`"provider":"${id}"`, `"provider":"${id}","groups":${groups}`)),
  );
  const joined = missing(SENDERS, [id]);
  const own = records(exampleUse(library, joined[0] as string, joined.slice(1)));
  const together = use[0] === "mode: parked" ? alone : records(exampleUse(library, id, joined));
  return [
    `# ${id}`,
    ...alone,
    ...missing(withAll, alone).map((line) => `optional: ${line}`),
    ...missing(alone, together).map((line) => `with ${joined.join(" and ")}, no longer: ${line}`),
    ...missing(together, [...alone, ...own]).map((line) => `with ${joined.join(" and ")}: ${line}`),
    "",
  ].join("\n");
}

test("every preset publishes what the golden file has", () => {
  expectGolden(new URL("providers.golden.txt", import.meta.url), library.ids().map(page).join("\n"));
});

test("a page tells of each kind of line", () => {
  expect(page("purelymail")).toMatch(/^_dmarc CNAME dmarcroot/m);
  expect(page("tencent-exmail")).toMatch(/^with sendgrid and mailjet, no longer: @ TXT "v=spf1/m);
  expect(page("tencent-exmail")).toMatch(/^with sendgrid and mailjet: @ TXT "v=spf1/m);
  expect(page("microsoft-365")).toMatch(/^optional: _sip\._tls SRV/m);
});

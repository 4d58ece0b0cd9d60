/** What an upgrade changes, as text: new findings with their places, and codes that this version does not have. */
import { expect, test } from "@jest/globals";
import type { UpgradeDocument } from "../../src/report/upgrade-json.ts";
import { printUpgrade } from "../../src/report/upgrade-text.ts";
import { faults, schema } from "../json-schemas.ts";
import { expectGolden } from "../zone/golden.ts";

type FindingJson = UpgradeDocument["findings"][number];
type Domain = UpgradeDocument["domains"][number];

const finding = (more: Partial<FindingJson>): FindingJson => ({
  ...{ code: "mx-present", severity: "error", message: "no MX at a.example", help: null, domain: null },
  ...{ file: null, line: null, column: null, related: [], more: 0 },
  ...more,
});
const domain = (name: string, more: Partial<Domain>): Domain => ({
  ...{ domain: name, zone: `${name}.`, cloud: "route53", account: null, added: [], removed: [], changed: [] },
  ...more,
});
const set = (name: string, type: string, ...data: string[]) => ({ name, type, ttl: 3600, data });

function upgrade(domains: readonly Domain[], findings: readonly FindingJson[] = []): UpgradeDocument {
  const count = (key: "added" | "removed" | "changed") =>
    domains.reduce((sum, one) => sum + one[key].length, 0);
  const severe = (severity: FindingJson["severity"]) =>
    findings.filter((one) => one.severity === severity).length;
  return {
    ...{ version: 1, from: "1.0.0", to: "1.1.0", domains: [...domains], findings: [...findings] },
    summary: {
      ...{
        domains: new Set(domains.map((one) => one.domain)).size,
        added: count("added"),
        removed: count("removed"),
        changed: count("changed"),
      },
      ...{ errors: severe("error"), warnings: severe("warning"), infos: severe("info") },
    },
  };
}

const DOCUMENTS: Readonly<Record<string, UpgradeDocument>> = {
  "nothing to do": upgrade([]),
  "only findings, of which one has all that a finding can have": upgrade(
    [],
    [
      finding({ message: "no MX at a.example" }),
      finding({
        ...{ code: "of-a-later-version", severity: "warning", message: "x\u001b[31m", help: "do y" },
        ...{ domain: "b.example", file: "stacks/b.yaml", line: 3, column: 5, more: 2 },
        related: [
          { file: "stacks/c.yaml", line: 1, column: null, note: "the other" },
          { file: null, line: null, column: null, note: "nowhere" },
        ],
      }),
      finding({ severity: "info", message: "of a whole file", file: "stacks/c.yaml" }),
    ],
  ),
  "one RRset of each kind in one domain": upgrade([
    domain("a.example", {
      added: [set("_dmarc.a.example.", "TXT", '"v=DMARC1; p=none"')],
      removed: [set("mail.a.example.", "CNAME", "x.example.net.")],
      changed: [
        {
          ...{ name: "a.example.", type: "MX" },
          before: { ttl: 3600, data: ["5 a.example.net.", "10 b.example.net."] },
          after: { ttl: 3600, data: ["5 c.example.net.", "10 b.example.net."] },
        },
      ],
    }),
  ]),
  "one domain on two clouds": upgrade([
    domain("a.example", { removed: [set("a.example.", "MX", "5 x.example.net.")] }),
    domain("a.example", { cloud: "cloudflare", removed: [set("a.example.", "MX", "5 x.example.net.")] }),
  ]),
  "the same in two domains, and in a third another": upgrade([
    ...["a.example", "b.example"].map((name) =>
      domain(name, { added: [set(`${name}.`, "MX", `5 mx.${name}.`)] }),
    ),
    domain("c.example", { added: [set("c.example.", "MX", "5 other.example.net.")] }),
  ]),
};

test("in words", () => {
  const shown = Object.entries(DOCUMENTS).map(([name, of]) => `# ${name}\n\n${printUpgrade(of)}`);
  expectGolden(new URL("upgrade.golden.txt", import.meta.url), shown.join("\n"));
});

test.each(Object.entries(DOCUMENTS))(
  "%s: is as the schema says, so that the text is of what there can be",
  (_, of) => {
    expect(faults(schema("upgrade"), of)).toEqual([]);
  },
);

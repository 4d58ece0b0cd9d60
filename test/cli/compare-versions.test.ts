/** What two versions publish, compared: exactly the RRsets that differ, and findings that only the later one has. */
import { describe, expect, test } from "@jest/globals";
import { changesAnything, compareVersions, type Version } from "../../src/cli/upgrade/compare.ts";
import { type UpgradeRRset, upgradeDocument } from "../../src/report/upgrade-json.ts";
import { printUpgrade } from "../../src/report/upgrade-text.ts";

const MX: UpgradeRRset = {
  name: "a.example.",
  type: "MX",
  ttl: 3600,
  data: ["5 mx1.x.net.", "10 mx2.x.net."],
};
const TXT: UpgradeRRset = { name: "a.example.", type: "TXT", ttl: 3600, data: ['"v=spf1 -all"'] };

const zone = (domain: string, ...rrsets: UpgradeRRset[]): Version["zones"][number] => ({
  domain,
  zone: `${domain}.`,
  cloud: "cloudflare",
  rrsets: rrsets.map((one) => ({ ...one, name: one.name.replace("a.example.", `${domain}.`) })),
});

type FindingJson = Version["findings"][number];
const finding = (more: Partial<FindingJson>): FindingJson => ({
  ...{ code: "mx-present", severity: "error", message: "no MX", help: null, domain: "a.example" },
  ...{ file: "stacks/a.yaml", line: 1, column: 1, related: [], more: 0 },
  ...more,
});

const version = (name: string, zones: Version["zones"], findings: readonly FindingJson[] = []): Version => ({
  name,
  zones,
  findings,
});
const compare = (before: UpgradeRRset[], after: UpgradeRRset[]) =>
  compareVersions(
    version("1.0.0", [zone("a.example", ...before)]),
    version("1.1.0", [zone("a.example", ...after)]),
  );

describe("records", () => {
  test("in another order are the same", () => {
    const document = compare([MX, TXT], [TXT, { ...MX, data: MX.data.toReversed() }]);
    expect(document.domains).toEqual([]);
    expect(changesAnything(document)).toBe(false);
    expect(printUpgrade(document)).toBe("mailzone 1.0.0 and 1.1.0 publish the same records\n");
  });

  const CASES: readonly (readonly [string, UpgradeRRset[], UpgradeRRset[], object])[] = [
    ["that are new are added", [MX], [MX, TXT], { added: [{ type: "TXT" }], removed: [], changed: [] }],
    ["that are gone are removed", [MX, TXT], [MX], { added: [], removed: [{ type: "TXT" }], changed: [] }],
    [
      "with other data are changed",
      [MX],
      [{ ...MX, data: ["5 mx1.x.net."] }],
      { added: [], removed: [], changed: [{ type: "MX", after: { ttl: 3600, data: ["5 mx1.x.net."] } }] },
    ],
    [
      "with another TTL are changed",
      [TXT],
      [{ ...TXT, ttl: 300 }],
      { added: [], removed: [], changed: [{ type: "TXT", before: { ttl: 3600 }, after: { ttl: 300 } }] },
    ],
  ];
  test.each(CASES)("%s", (_, before, after, expected) => {
    const document = compare(before, after);
    expect(document.domains).toMatchObject([{ domain: "a.example", cloud: "cloudflare", ...expected }]);
    expect(changesAnything(document)).toBe(true);
    expect(upgradeDocument.safeParse(document).error).toBeUndefined();
  });

  test("of a domain that only one version can read are all of them", () => {
    const document = compareVersions(version("1", [zone("a.example", MX)]), version("2", []));
    expect(document.domains).toMatchObject([{ domain: "a.example", removed: [{ type: "MX" }] }]);
  });
});

describe("the text", () => {
  const names = ["a.example", "b.example", "c.example", "d.example", "e.example"];
  const all = (...rrsets: UpgradeRRset[]): Version["zones"] => names.map((name) => zone(name, ...rrsets));

  test("tells the same change of many domains once", () => {
    const after = [...all({ ...MX, data: ["5 mx9.x.net.", "10 mx2.x.net."] }), zone("f.example", TXT)];
    const document = compareVersions(
      version("1.0.0", [...all(MX), zone("f.example")]),
      version("1.1.0", after),
    );
    expect(
      printUpgrade(document),
    ).toBe(`mailzone 1.1.0 publishes other records than 1.0.0 in 6 domains: RRsets 5 changed and 1 added

@ MX in 5 domains: a.example, b.example, c.example and 2 more
  - 5 mx1.x.net.
  + 5 mx9.x.net.

f.example: @ TXT
  + "v=spf1 -all"
`);
  });

  test("shows the data of one of them, if it has the domain's name", () => {
    const own = (name: string, host: string) => zone(name, { ...MX, data: [`5 ${name}.${host}.`] });
    const document = compareVersions(
      version(
        "1",
        names.map((name) => own(name, "x.net")),
      ),
      version(
        "2",
        names.map((name) => own(name, "y.net")),
      ),
    );
    expect(printUpgrade(document)).toContain(
      "@ MX in 5 domains: a.example, b.example, c.example and 2 more; of a.example:\n  - 5 a.example.x.net.\n",
    );
  });

  test("shows a new TTL, and what strangers wrote without its control characters", () => {
    const text = { ...TXT, data: ['"\u001b[31m"'] };
    const document = compare([text], [{ ...text, ttl: 300 }]);
    expect(printUpgrade(document)).toMatch(
      / {2}- "\\x1b\[31m" {2}\(TTL 3600\)\n {2}\+ "\\x1b\[31m" {2}\(TTL 300\)\n/,
    );
  });
});

describe("findings", () => {
  const bundled = (folder: string, line: number) =>
    finding({ code: "preset-ending", file: `${folder}/dist/providers/x.yaml`, line });
  const CASES: readonly (readonly [string, FindingJson[], FindingJson[], number])[] = [
    ["that are new are told", [], [finding({})], 1],
    ["that are worded differently are not", [finding({})], [finding({ message: "there is no MX" })], 0],
    ["at another line are told", [finding({})], [finding({ line: 2 })], 1],
    ["of another severity are told", [finding({ severity: "warning" })], [finding({})], 1],
    [
      "in a bundled preset are the same wherever that is",
      [bundled("node_modules/mailzone", 3)],
      [bundled("../../tmp/x/node_modules/mailzone", 9)],
      0,
    ],
    [
      "in a preset of one's own are not",
      [finding({ file: "providers/x.yaml" })],
      [finding({ file: "providers/x.yaml", line: 9 })],
      1,
    ],
  ];
  test.each(CASES)("%s", (_, before, after, count) => {
    const document = compareVersions(version("1", [], before), version("2", [], after));
    expect(document.findings).toHaveLength(count);
    expect(changesAnything(document)).toBe(count > 0);
  });

  test("that are no errors change nothing, and are shown", () => {
    const document = compareVersions(version("1", []), version("2", [], [finding({ severity: "warning" })]));
    expect(changesAnything(document)).toBe(false);
    expect(printUpgrade(document)).toMatch(
      /publish the same records\n\nNew findings with mailzone 2 \(1 warning\):\n\nstacks\/a\.yaml:1:1: warning mx-present\n/,
    );
  });
});

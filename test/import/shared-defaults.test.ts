/** What specs share goes above them, and nothing that one of them lacks: together they say what they said apart. */
import { describe, expect, test } from "@jest/globals";
import { shareDefaults } from "../../src/import/shared-defaults.ts";
import { expandSpecs } from "../../src/preset/expand-specs.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { parseSource } from "../../src/source/source.ts";
import { printShared, printSpec, type SharedDraft, type SpecDraft } from "../../src/spec/print.ts";
import { readSpec } from "../../src/spec/read.ts";
import { printRdata } from "../../src/zone/rdata.ts";

const library = openLibrary();
const exmail = { provider: "tencent-exmail", with: {} };
const google = { provider: "google-workspace", with: {} };
const record = { name: "x", type: "A", value: "192.0.2.1" };
const base = { dns: "cloudflare", ttl: 600, mailbox: exmail };

const cases: [title: string, drafts: Omit<SpecDraft, "domain">[], defaults: SharedDraft][] = [
  ["one spec shares nothing", [base], {}],
  ["everything", [base, base], base],
  [
    "what most have, where the others say otherwise",
    [base, base, { ...base, mailbox: google, ttl: 300 }],
    base,
  ],
  [
    "not a mailbox that one of them lacks",
    [base, { dns: "cloudflare", ttl: 600, mode: "send-only", spf: { all: "fail" } }],
    { dns: "cloudflare", ttl: 600 },
  ],
  ["no value that each has alone", [base, { ...base, mailbox: google }], { dns: "cloudflare", ttl: 600 }],
  [
    "the usual TTL is not said",
    [
      { ...base, ttl: 3600 },
      { ...base, ttl: 3600 },
    ],
    { dns: "cloudflare", mailbox: exmail },
  ],
  [
    "the usual TTL of some is said below another one",
    [base, base, { dns: "cloudflare", mailbox: exmail }],
    base,
  ],
  [
    "records that all have, in one order",
    [
      { ...base, records: [record] },
      { ...base, records: [record] },
    ],
    { ...base, records: [record] },
  ],
  ["not records that some have", [{ ...base, records: [record] }, base], base],
  [
    "parts of a policy",
    [
      { ...base, dmarc: { policy: "none", rua: ["mailto:a@example.net"] } },
      { ...base, dmarc: { policy: "reject", rua: ["mailto:a@example.net"] } },
    ],
    { ...base, dmarc: { rua: ["mailto:a@example.net"] } },
  ],
  ["no part of a policy that one lacks", [{ ...base, dmarc: { policy: "none" } }, base], base],
  [
    "accounts",
    [
      { ...base, dns: { cloud: "route53", account: "a" } },
      { ...base, dns: { cloud: "route53", account: "a" } },
      { ...base, dns: "route53" },
    ],
    { ...base, dns: { cloud: "route53", account: "a" } },
  ],
];

const published = (source: string, above: string): string[] => {
  const [defaults] = above === "" ? [] : parseSource("defaults.yaml", Buffer.from(above)).sources;
  const [spec] = parseSource("spec.yaml", Buffer.from(source)).sources;
  if (spec === undefined) throw new Error("no spec");
  const { domains, findings } = expandSpecs(
    readSpec(spec, defaults === undefined ? [] : [defaults], undefined),
    library,
  );
  expect(findings).toEqual([]);
  return domains.flatMap(({ spec: { clouds }, records }) => [
    ...clouds.map(({ cloud, account }) => `${cloud} ${account}`),
    ...records.map(({ name, ttl, data }) => `${name} ${ttl} ${data.type} ${printRdata(data)}`),
  ]);
};

describe("shared", () => {
  test.each(cases)("%s", (_, given, defaults) => {
    const drafts = given.map((one, i): SpecDraft => ({ domain: `d${i}.example`, ...one }));
    const shared = shareDefaults(drafts);
    expect(shared.defaults).toEqual(defaults);
    expect(shared.drafts.map((one) => published(printSpec(one), printShared(shared.defaults)))).toEqual(
      drafts.map((one) => published(printSpec(one), "")),
    );
  });
});

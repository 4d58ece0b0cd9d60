/** Who sent, by what the specs and the presets know; and what of it counts as lost. */
import { describe, expect, test } from "@jest/globals";
import { rungOf } from "../../../src/feedback/dmarc/ladder.ts";
import { aggregate, type WrittenRow } from "../written.ts";
import { tallied } from "./tallied.ts";

const KEY = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
const SPEC = `domain: example.com
dns: cloudflare
mailbox: google-workspace
senders:
  - {provider: sendgrid, with: {em_label: em1234, sg_user: u1234567}}
spf: {ip4: [198.51.100.0/28], a: [mail]}
dkim: [{selector: own1, key: "${KEY}"}]
dmarc: {policy: none, rua: ["mailto:dmarc@example.com"]}
records:
  - {name: mail, type: A, value: 203.0.113.5}
  - {name: mail, type: AAAA, value: "2001:db8:5::5"}
`;
const NOTHING = { dkim: "fail", spf: "fail", signed: [], returned: [] } satisfies WrittenRow;

async function sourceOf(row: WrittenRow, spec?: string): Promise<string> {
  const { tallies } = await tallied([aggregate({ rows: [row] })], spec);
  return tallies
    .flatMap(({ sources }) => sources.map(({ source }) => `${source.kind} ${source.name}`))
    .join();
}

describe("the source of mail is", () => {
  test.each<[string, WrittenRow, string]>([
    [
      "a preset, by its selector in the spec",
      { ...NOTHING, signed: ["example.com s1 pass"] },
      "service sendgrid",
    ],
    [
      "that preset also behind a forwarder",
      { ...NOTHING, ip: "192.0.2.77", signed: ["forwarder.example f pass", "example.com s2 pass"] },
      "service sendgrid",
    ],
    [
      "a preset, by its host for bounces",
      { ...NOTHING, returned: ["em1234.example.com pass"] },
      "service sendgrid",
    ],
    ["the spec itself, by its own key", { ...NOTHING, signed: ["example.com own1 pass"] }, "own own"],
    ["the spec itself, by ip4 of its SPF", { ...NOTHING, ip: "198.51.100.14" }, "own own"],
    ["the spec itself, by a of its SPF", { ...NOTHING, ip: "203.0.113.5" }, "own own"],
    ["the spec itself, by a of its SPF in IPv6", { ...NOTHING, ip: "2001:db8:5::5" }, "own own"],
    [
      "a preset, by addresses of its SPF record",
      { ...NOTHING, ip: "209.85.220.41" },
      "service google-workspace",
    ],
    [
      "a preset, by IPv6 addresses of its SPF record",
      { ...NOTHING, ip: "2607:f8b0:4864:20::1" },
      "service google-workspace",
    ],
    [
      "a preset that the spec lacks, by the vendor's own signature",
      { ...NOTHING, signed: ["amazonses.com x pass"] },
      "service amazon-ses",
    ],
    [
      "whoever signs as another domain",
      { ...NOTHING, signed: ["mail.vendor.co.uk k pass"] },
      "domain vendor.co.uk",
    ],
    [
      "whoever passes SPF as another domain",
      { ...NOTHING, returned: ["bounce.vendor.example pass"] },
      "domain vendor.example",
    ],
    [
      "a network, for what only claims to be signed",
      { ...NOTHING, signed: ["vendor.example k fail"], returned: ["vendor.example fail"] },
      "network 192.0.2.0/24",
    ],
    ["a network of IPv6", { ...NOTHING, ip: "2001:db8:1:2::3" }, "network 2001:db8:1::/48"],
    [
      "a network of IPv6 whose address begins with zeros",
      { ...NOTHING, ip: "2001:db8::3" },
      "network 2001:db8::/48",
    ],
  ])("%s", async (_, row, source) => {
    expect(await sourceOf(row, SPEC)).toBe(source);
  });

  test("what reports show, where no spec has the domain", async () => {
    expect(await sourceOf({ ...NOTHING, ip: "209.85.220.41" })).toBe("service google-workspace");
    expect(await sourceOf({ ...NOTHING, ip: "198.51.100.14" })).toBe("network 198.51.100.0/24");
  });
});

describe("the domain is", () => {
  test.each([
    [
      "that of the nearest spec, for a name below it",
      "news.example.com",
      "example.com",
      SPEC,
      "example.com.",
    ],
    ["the one with the policy, without a spec", "news.example.com", "example.com", undefined, "example.com."],
    [
      "that of its own spec, though the policy is above",
      "shop.example.com",
      "example.com",
      `${SPEC}---\ndomain: shop.example.com\nzone: example.com\ndns: cloudflare\nsenders: [amazon-ses]\n`,
      "shop.example.com.",
    ],
  ])("%s", async (_, from, domain, spec, found) => {
    const { tallies } = await tallied([aggregate({ domain, rows: [{ from }] })], spec);
    expect(tallies.map((one) => one.domain)).toEqual([found]);
  });
});

describe("what the next policy loses", () => {
  const rung = async (policy: string, rows: readonly WrittenRow[], except: readonly string[] = []) => {
    const { tallies } = await tallied([aggregate({ policy, rows })]);
    const [tally] = tallies;
    if (tally === undefined) throw new Error("no tally");
    return rungOf(tally, new Set(except));
  };

  test.each([
    ["none", "quarantine"],
    ["quarantine", "reject"],
    ["reject", "reject"],
  ])("after %s comes %s", async (policy, next) => {
    expect(await rung(policy, [{}])).toMatchObject({ policy, next, messages: 1, lost: 0, delivered: 100 });
  });

  test("is what fails: 3 of 12", async () => {
    expect(await rung("none", [{ count: 9 }, { ...NOTHING, count: 3 }])).toMatchObject({
      messages: 12,
      lost: 3,
      delivered: 75,
    });
  });

  test("is not what the receiver delivered by an exception although the policy asked for more", async () => {
    const forwarded = { ...NOTHING, count: 3, disposition: "none", reasons: ["forwarded"] };
    expect(await rung("reject", [{ count: 9 }, forwarded])).toMatchObject({ lost: 0, delivered: 100 });
    expect(await rung("none", [{ count: 9 }, forwarded])).toMatchObject({ lost: 3 });
    expect(await rung("reject", [{ count: 9 }, { ...forwarded, disposition: "reject" }])).toMatchObject({
      lost: 3,
    });
    expect(await rung("reject", [{ count: 9 }, { ...forwarded, reasons: ["sampled_out"] }])).toMatchObject({
      lost: 3,
    });
  });

  test("leaves out sources that are somebody else's", async () => {
    const rows = [{ count: 9 }, { ...NOTHING, ip: "198.51.100.1", count: 3 }];
    expect(await rung("none", rows, ["198.51.100.0/24"])).toMatchObject({
      messages: 9,
      lost: 0,
      delivered: 100,
    });
  });

  test("is unknown without messages", async () => {
    expect((await rung("none", [{ count: 0 }])).delivered).toBeUndefined();
  });

  test("follows the spec, not what older reports found", async () => {
    const { tallies } = await tallied(
      [aggregate({ policy: "none" })],
      SPEC.replace("policy: none", "policy: quarantine"),
    );
    expect(tallies.map((one) => rungOf(one, new Set()).next)).toEqual(["reject"]);
  });

  test("is one step less with t=y, in the spec and in reports", async () => {
    const spec = SPEC.replace("policy: none", "policy: reject, test: true");
    const { tallies } = await tallied([aggregate()], spec);
    expect(tallies.map((one) => rungOf(one, new Set()))).toMatchObject([
      { policy: "quarantine", next: "reject" },
    ]);
    const { tallies: others } = await tallied([
      aggregate({ policy: "quarantine", more: "<testing>y</testing>" }),
    ]);
    expect(others.map((one) => rungOf(one, new Set()))).toMatchObject([
      { policy: "none", next: "quarantine" },
    ]);
  });

  test("follows the latest report where there is no spec", async () => {
    const reports = [
      aggregate({ id: "1", policy: "none", begin: 1_000_000_000 }),
      aggregate({ id: "3", policy: "reject", begin: 3_000_000_000 }),
      aggregate({ id: "2", policy: "quarantine", begin: 2_000_000_000 }),
    ];
    for (const order of [reports, reports.toReversed()]) {
      const { tallies } = await tallied(order);
      expect(tallies[0]).toMatchObject({
        reportedPolicy: "reject",
        reports: 3,
        begin: 1_000_000_000,
        end: 3_000_086_399,
      });
    }
  });
});

describe("a report counts once", () => {
  test.each([
    ["the same again", {}, 1],
    ["another ID", { id: "2" }, 2],
    ["another organization", { org: "other.example" }, 2],
    ["the same ID for another domain", { domain: "example.org" }, 2],
    ["the same ID on another day", { begin: 1_764_547_200 }, 2],
  ])("%s", async (_, more, reports) => {
    const { collected } = await tallied([aggregate(), aggregate(more)]);
    expect(collected).toMatchObject({ reports, duplicates: 2 - reports });
  });

  test("one without an ID cannot be told from another", async () => {
    const report = aggregate().replace(/<report_id>.*<\/report_id>/, "");
    expect((await tallied([report, report])).collected).toMatchObject({ reports: 2, duplicates: 0 });
  });
});

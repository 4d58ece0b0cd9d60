/** What is asked of whom, what counts as agreement, and what is said of it; NSD judges the same in test/cli/verify.slow.test.ts. */
import { describe, expect, test } from "@jest/globals";
import type { Asker } from "../../../src/live/dns/asker.ts";
import { agrees } from "../../../src/live/verify/agreement.ts";
import { findingsOf } from "../../../src/live/verify/findings.ts";
import { allAgree, shownServer, type ZoneVerdict } from "../../../src/live/verify/verdict.ts";
import { verifyAgain, verifyZones, type World } from "../../../src/live/verify/verify.ts";
import { patienceFor, waitForAgreement } from "../../../src/live/verify/waiting.ts";
import { loadText } from "../../../src/pipeline.ts";
import { verifyJson } from "../../../src/report/verify-json.ts";
import { printVerdicts, verifyLine } from "../../../src/report/verify-text.ts";
import { rrset } from "../../zone/rrset.ts";
import type { Zones } from "../dns/lab.ts";
import { modelServers } from "../dns/model-servers.ts";

const ROOT = "192.0.2.1";
const [ONE, TWO] = ["192.0.2.11", "192.0.2.12"];
const SPEC = [
  "domain: example.com",
  "dns: cloudflare",
  "ttl: 600",
  "mode: parked",
  "records:",
  "  - {name: www, type: A, values: [198.51.100.7, 198.51.100.8]}",
  "  - {name: team, type: NS, value: ns.example.net}",
  "",
].join("\n");
const [zone] = loadText("a.yaml", SPEC).zones;
if (zone === undefined) throw new Error("no zone");

const OWN = [
  ...zone.rrsets.flatMap(({ name, type, records }) =>
    records.map(
      ({ data }) =>
        `${name} ${type} ${"text" in data ? JSON.stringify(data.text) : "exchange" in data ? `${data.preference} ${data.exchange}` : "address" in data ? data.address : "target" in data ? data.target : ""}`,
    ),
  ),
];

/** The root knows two servers; each has these lines of the zone, or nothing. */
const zones = (
  one: readonly string[] | undefined,
  two: readonly string[] | undefined,
  above = "",
): Zones => ({
  [ROOT]: {
    ".": [
      "example.com. NS ns1.example.com.",
      "example.com. NS ns2.example.com.",
      `ns1.example.com. A ${ONE}`,
      `ns2.example.com. A ${TWO}`,
      above,
    ].join("\n"),
  },
  ...(one && { [ONE]: { "example.com.": [...SOA, ...one].join("\n") } }),
  ...(two && { [TWO]: { "example.com.": [...SOA, ...two].join("\n") } }),
});
const SOA = ["@ NS ns1", "@ NS ns2", `ns1 A ${ONE}`, `ns2 A ${TWO}`];

function world(all: Zones): World {
  const { ask } = modelServers(all);
  const asker: Asker = { asked: 0, ask, forget() {} };
  return { asker, start: { roots: [ROOT], port: 53 }, resolvers: [] };
}

const verified = (all: Zones, more: Partial<World> = {}): Promise<readonly ZoneVerdict[]> =>
  verifyZones([zone], { ...world(all), ...more });
const codes = (verdicts: readonly ZoneVerdict[]): string[] =>
  findingsOf(verdicts).map(({ code, severity }) => `${severity} ${code}`);

describe("a zone", () => {
  test.each<[string, Zones, readonly string[]]>([
    ["as wanted on both servers", zones(OWN, OWN), []],
    ["with what others may have put there", zones([...OWN, '@ TXT "token"', '@ CAA 0 issue "x"'], OWN), []],
    ["with a second SPF on one", zones([...OWN, '@ TXT "v=spf1 mx -all"'], OWN), ["error dns-answer"]],
    ["with a third address on one", zones([...OWN, "www A 198.51.100.9"], OWN), ["error dns-answer"]],
    [
      "with one address missing on both",
      zones(OWN.slice(0, -2), OWN.slice(0, -2)),
      ["error dns-answer", "error dns-answer"],
    ],
    ["on one server alone", zones(OWN, undefined), ["warning dns-server"]],
    [
      "with other servers in the zone than above",
      zones([...OWN, "@ NS ns3"], OWN),
      ["warning dns-delegation"],
    ],
    [
      "with one server",
      {
        [ROOT]: { ".": ["example.com. NS ns1.example.com.", `ns1.example.com. A ${ONE}`].join("\n") },
        [ONE]: { "example.com.": ["@ NS ns1", `ns1 A ${ONE}`, ...OWN].join("\n") },
      },
      ["warning dns-delegation"],
    ],
    ["on no server", zones(undefined, undefined), ["error dns-undelegated"]],
    ["that is not delegated", { [ROOT]: { ".": "com. NS ns.com." } }, ["error dns-undelegated"]],
  ])("%s", async (_, all, expected) => {
    const verdicts = await verified(all);
    expect([...new Set(codes(verdicts))].sort()).toEqual([...new Set(expected)].sort());
    expect(allAgree(verdicts)).toBe(!expected.some((one) => one.startsWith("error")));
    for (const { message, help, domain, place } of findingsOf(verdicts)) {
      expect(message).not.toMatch(/undefined|\n/);
      expect([domain, help !== undefined, place?.file]).toEqual(["example.com", true, "a.yaml"]);
    }
  });

  test("its servers and values are in every report", async () => {
    const verdicts = await verified(zones([...OWN, "www A 198.51.100.9"], undefined));
    const findings = findingsOf(verdicts);
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringContaining(`ns2.example.com (${TWO}) of example.com cannot be reached`),
      expect.stringContaining(
        `www.example.com A: the specs want 198.51.100.7 and 198.51.100.8, but ns1.example.com (${ONE}) answers 198.51.100.7, 198.51.100.8 and 198.51.100.9`,
      ),
    ]);
    expect(printVerdicts(verdicts)).toMatch(/!! +example\.com +\d of \d record sets as wanted on 1 server\n/);
    expect(verifyLine(verdicts, findings)).toMatch(
      /^\d record sets of 1 domain on 1 server: \d as wanted; 1 error, 1 warning$/,
    );
    expect(verifyJson(verdicts, findings)).toMatchObject({
      domains: [{ domain: "example.com", state: "delegated" }],
    });
  });

  test("what is said of two clouds' zones is said once", async () => {
    const both = loadText("a.yaml", SPEC.replace("dns: cloudflare", "dns: [cloudflare, route53]")).zones;
    const verdicts = await verifyZones(both, world(zones([...OWN, "www A 198.51.100.9"], undefined)));
    expect(verdicts.length).toBe(2);
    expect(codes(verdicts)).toEqual(["warning dns-server", "error dns-answer"]);
  });

  test("a resolver that has an old answer is told with the time that it may keep it", async () => {
    const all = {
      ...zones(OWN, OWN),
      "192.0.2.53": {
        "example.com.": ["$TTL 900", ...OWN.filter((line) => !/ A /.test(line)), "www A 192.0.2.99"].join(
          "\n",
        ),
      },
    };
    const verdicts = await verified(all, { resolvers: [{ address: "192.0.2.53", port: 53 }] });
    expect(codes(verdicts)).toEqual(["warning dns-resolver"]);
    expect(findingsOf(verdicts)[0]).toMatchObject({
      help: expect.stringMatching(/^wait until .*, in at most 900 s$/),
    });
    const silent = await verified(zones(OWN, OWN), { resolvers: [{ address: "192.0.2.54", port: 53 }] });
    expect(new Set(codes(silent))).toEqual(new Set(["warning dns-resolver"]));
  });
});

test("a resolver that refuses what the servers answer is told to look at DNSSEC (RFC 4035 §5.5)", async () => {
  const [verdict] = await verified(zones(OWN, OWN));
  const server = { address: "192.0.2.53", port: 53 };
  const heard = [{ server, failure: "SERVFAIL", agrees: false }];
  const sets = [{ rrset: rrset("www A 198.51.100.7"), wanted: ["198.51.100.7"], heard }];
  expect(findingsOf([{ ...(verdict as ZoneVerdict), sets }])).toMatchObject([
    {
      ...{ code: "dns-resolver", severity: "warning" },
      message: expect.stringContaining("but 192.0.2.53 says SERVFAIL"),
      help: expect.stringContaining("DNSSEC signatures"),
    },
  ]);
});

test("a flattened CNAME at the apex is not asked for", async () => {
  const [flat] = loadText(
    "a.yaml",
    "domain: example.com\ndns: cloudflare\nmode: send-only\ncloudflare: {apexCname: flatten}\nrecords: [{type: CNAME, value: x.example.net}]\n",
  ).zones;
  if (flat === undefined) throw new Error("no zone");
  const [verdict] = await verifyZones([flat], world(zones([], [])));
  expect(verdict?.sets.some(({ rrset: { type } }) => type === "CNAME")).toBe(false);
});

describe("waiting", () => {
  /** A world in which the second server has the zone after so many rounds. */
  async function wait(rounds: number, limit: number) {
    let round = 0;
    let now = 0;
    const told: number[] = [];
    const first = await verified(zones(OWN, OWN.slice(0, 2)));
    const last = await waitForAgreement(first, {
      limit,
      signal: new AbortController().signal,
      now: () => now,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
      again: (verdict) =>
        verifyAgain(verdict, world(++round >= rounds ? zones(OWN, OWN) : zones(OWN, OWN.slice(0, 2)))),
      told: (_, left) => told.push(left),
    });
    return { agrees: allAgree(last), now, told };
  }

  test("ends within 5 s of agreement, and at its limit", async () => {
    expect(await wait(3, 60_000)).toMatchObject({ agrees: true, now: 12_000 });
    expect(await wait(100, 10_000)).toMatchObject({
      agrees: false,
      now: 10_000,
      told: [10_000, 6_000, 2_000],
    });
  });

  test("is as long as old answers may be given, within bounds", async () => {
    const [verdict] = await verified(
      zones(OWN, [...OWN.filter((line) => !/ A /.test(line)), "www 7200 A 192.0.2.9"]),
    );
    expect(patienceFor([verdict as ZoneVerdict])).toBe(7200);
    expect(patienceFor(await verified(zones(OWN, OWN)))).toBe(600);
    const heard = { server: { address: "x", port: 1 }, agrees: false, ttl: 999_999 };
    const sets = [{ rrset: rrset("a A 192.0.2.1"), wanted: [], heard: [heard] }];
    expect(patienceFor([{ ...(verdict as ZoneVerdict), sets }])).toBe(48 * 3600);
  });

  test("ends when somebody has had enough", async () => {
    const stop = new AbortController();
    const first = await verified(zones(OWN, []));
    const last = await waitForAgreement(first, {
      limit: 60_000,
      signal: stop.signal,
      sleep: async () => stop.abort(),
      again: () => Promise.reject(new Error("asked again")),
      told() {},
    });
    expect(last).toBe(first);
  });
});

test.each([
  ["nxdomain", "not in DNS"],
  ["unanswered", "no server answers"],
  ["alias", "a CNAME"],
  ["unseen", "no server can be asked from here"],
] as const)("a zone that is %s is in the list as such", async (state, said) => {
  const [verdict] = await verified(zones(OWN, OWN));
  const unfound = { ...(verdict as ZoneVerdict), state, servers: [], sets: [] };
  expect(printVerdicts([unfound])).toMatch(new RegExp(`^ +!! +example\\.com +${said}\n$`));
});

test("agreement is of values, whatever their order", () => {
  const wanted = rrset("@ MX 10 a.example.", "@ MX 20 b.example.");
  const data = wanted.records.map((record) => record.data);
  expect(agrees(wanted, data.toReversed())).toBe(true);
  expect(agrees(wanted, data.slice(1))).toBe(false);
});

test.each([
  [{ server: { address: "192.0.2.1", port: 53 }, name: "ns.example." }, "ns.example (192.0.2.1)"],
  [{ server: { address: "2001:db8::1", port: 5353 } }, "[2001:db8::1]:5353"],
  [{ server: { address: "192.0.2.1", port: 5353 }, name: "." }, "192.0.2.1:5353"],
])("%j is shown as %s", (asked, shown) => {
  expect(shownServer(asked)).toBe(shown);
});

/** Faults of delegation on real name servers (NSD): each gives its own finding and no other. Case ids are Zonemaster's (docs/live.md). */
import { expect, jest } from "@jest/globals";
import type { Finding } from "../../../src/finding.ts";
import { openAsker } from "../../../src/live/dns/asker.ts";
import { forwarding } from "../../../src/live/dns/forwarding.ts";
import { throughResolver } from "../../../src/live/dns/through-resolver.ts";
import { findingsOf } from "../../../src/live/verify/findings.ts";
import { verifyZones, type World } from "../../../src/live/verify/verify.ts";
import { loadText } from "../../../src/pipeline.ts";
import { printRdata } from "../../../src/zone/rdata.ts";
import { needs } from "../../needs.ts";
import { type Lab, startLab, type Zones } from "../dns/lab.ts";
import { type OddServer, type Reply, respond, startOddServer } from "../dns/odd-server.ts";
import { sign } from "../dns/signed.ts";
import { startUnbound, type Unbound } from "../dns/unbound.ts";

const { afterAll, beforeAll, test } = needs("nsd", "unbound", "dnssec-signzone");

jest.setTimeout(240_000);

const [ROOT, ONE, TWO, DEAD, RESOLVER] = [
  "127.53.9.1",
  "127.53.9.2",
  "127.53.9.3",
  "127.53.9.4",
  "127.53.9.5",
];

/** Servers that are no name servers, by name in host.net, and what they send back. */
const ODD: Readonly<Record<string, readonly [address: string, reply: Reply]>> = {
  failing: ["127.53.9.6", (asked) => [respond(asked, [], { flags: 0, rcode: 2 })]],
  garbage: ["127.53.9.7", ({ packet }) => [Buffer.from([(packet.id ?? 0) >> 8, (packet.id ?? 0) & 255, 1])]],
  mute: ["127.53.9.8", () => []],
};
const HOSTS = ["ns1.host.net.", "ns2.host.net."];

interface Case {
  /** The label of a domain below `.com`. */
  readonly name: string;
  /** Its lines in the root; `$` is the domain. */
  readonly above: readonly string[];
  /** Lines of the zone on each of the servers; undefined where a server does not have it. */
  readonly one?: readonly string[];
  readonly two?: readonly string[];
  /** `severity code: what the message has`. */
  readonly found: readonly string[];
}

const ns = (...servers: readonly string[]): readonly string[] => servers.map((server) => `@ NS ${server}`);
const above = (...servers: readonly string[]): readonly string[] => servers.map((server) => `$ NS ${server}`);
const soa = (serial: number): string =>
  `@ SOA ns1.host.net. hostmaster.host.net. ${serial} 7200 900 1209600 300`;
const ZONE = [soa(1), ...ns(...HOSTS)];
const INSIDE = [soa(1), ...ns("ns1", "ns2"), `ns1 A ${ONE}`, `ns2 A ${TWO}`];
const PERIODS = {
  now: { from: "20260101000000", to: "20501231000000" },
  ended: { from: "20260101000000", to: "20260201000000" },
  later: { from: "20490101000000", to: "20501231000000" },
};

const CASES: readonly Case[] = [
  { name: "sound", above: above(...HOSTS), one: ZONE, two: ZONE, found: [] },
  {
    name: "sound-inside",
    above: [...above("ns1.$", "ns2.$"), `ns1.$ A ${ONE}`, `ns2.$ A ${TWO}`],
    one: INSIDE,
    two: INSIDE,
    found: [],
  },
  // Delegation04
  {
    name: "lame",
    above: above(...HOSTS),
    one: ZONE,
    found: ["warning dns-server: of lame.com answers REFUSED"],
  },
  // Connectivity01
  {
    name: "silent",
    above: above(...HOSTS, "dead.host.net."),
    one: [...ZONE, ...ns("dead.host.net.")],
    two: [...ZONE, ...ns("dead.host.net.")],
    found: ["warning dns-server: dead.host.net (127.53.9.4:"],
  },
  ...Object.entries({
    failing: "answers SERVFAIL",
    garbage: "answers what is no DNS message",
    mute: "does not answer",
  }).map(
    ([odd, said]): Case => ({
      name: `with-${odd}`,
      above: above(...HOSTS, `${odd}.host.net.`),
      one: [...ZONE, ...ns(`${odd}.host.net.`)],
      two: [...ZONE, ...ns(`${odd}.host.net.`)],
      found: [`warning dns-server: of with-${odd}.com ${said}`],
    }),
  ),
  // Nameserver06
  {
    name: "homeless",
    above: above(...HOSTS, "nowhere.host.net."),
    one: [...ZONE, ...ns("nowhere.host.net.")],
    two: [...ZONE, ...ns("nowhere.host.net.")],
    found: ["warning dns-server: nowhere.host.net of homeless.com has no address"],
  },
  // Consistency05
  {
    name: "no-glue-of-one",
    above: [...above("ns1.host.net.", "ns.$")],
    one: [soa(1), ...ns("ns1.host.net.", "ns"), `ns A ${TWO}`],
    two: [soa(1), ...ns("ns1.host.net.", "ns"), `ns A ${TWO}`],
    found: ["warning dns-delegation: no address (glue) of ns.no-glue-of-one.com"],
  },
  {
    name: "no-glue",
    above: above("ns1.$", "ns2.$"),
    one: INSIDE,
    two: INSIDE,
    found: [
      "error dns-undelegated: no server answers for the zone no-glue.com (ns1.no-glue.com has no address",
    ],
  },
  // Consistency05
  {
    name: "stale-glue",
    above: [...above("ns1.$", "ns2.$"), `ns1.$ A ${ONE}`, `ns2.$ A ${TWO}`],
    one: [soa(1), ...ns("ns1", "ns2"), `ns1 A ${ONE}`, "ns2 A 192.0.2.99"],
    two: [soa(1), ...ns("ns1", "ns2"), `ns1 A ${ONE}`, "ns2 A 192.0.2.99"],
    found: ["warning dns-delegation: the zone above says that ns2.stale-glue.com"],
  },
  // Delegation05
  {
    name: "alias",
    above: above("ns1.host.net.", "alias.host.net."),
    one: [soa(1), ...ns("ns1.host.net.", "alias.host.net.")],
    two: [soa(1), ...ns("ns1.host.net.", "alias.host.net.")],
    found: ["warning dns-delegation: alias.host.net of alias.com is a CNAME to ns2.host.net"],
  },
  // Delegation02
  {
    name: "same-address",
    above: above("ns1.host.net.", "again.host.net."),
    one: [soa(1), ...ns("ns1.host.net.", "again.host.net.")],
    found: ["warning dns-delegation: are one server, 127.53.9.2"],
  },
  // Delegation01
  {
    name: "one-server",
    above: above("ns1.host.net."),
    one: [soa(1), ...ns("ns1.host.net.")],
    found: ["warning dns-delegation: has one name server"],
  },
  // Consistency04, Delegation07
  {
    name: "other-servers",
    above: above(...HOSTS),
    one: [...ZONE, ...ns("ns3.host.net.")],
    two: [...ZONE, ...ns("ns3.host.net.")],
    found: ["warning dns-delegation: names ns3.host.net as its name servers"],
  },
  // Consistency01
  {
    name: "behind",
    above: above(...HOSTS),
    one: [soa(7), ...ns(...HOSTS)],
    two: [soa(6), ...ns(...HOSTS)],
    found: ["warning dns-serial: have different versions"],
  },
  {
    name: "two-hosts",
    above: above(...HOSTS),
    one: [soa(7), ...ns(...HOSTS)],
    two: [soa(6).replace("ns1.host.net.", "ns2.host.net."), ...ns(...HOSTS)],
    found: [],
  },
  // Basic01
  { name: "unregistered", above: [], found: ["error dns-undelegated: unregistered.com is not in DNS"] },
  // Basic02
  {
    name: "on-none",
    above: above(...HOSTS),
    found: ["error dns-undelegated: no server answers for the zone on-none.com"],
  },
];

/** Signed zones: until when, and whether the DS above is of its own key or another; there is a DS alone, none, or neither DS nor key. */
const SIGNED: readonly (readonly [
  string,
  keyof typeof PERIODS,
  "own" | "other" | "alone" | "none" | "neither",
  readonly string[],
])[] = [
  ["signed", "now", "own", []],
  // DNSSEC08
  [
    "ended",
    "ended",
    "own",
    ["error dns-dnssec: has a signature of the DNSKEY records that ended on 2026-02-01"],
  ],
  ["too-early", "later", "own", ["error dns-dnssec: that does not begin before 2049-01-01"]],
  // DNSSEC02
  ["other-key", "now", "other", ["error dns-dnssec: has no key that the DS record in the zone above is of"]],
  // DNSSEC11
  ["unsigned", "now", "alone", ["error dns-dnssec: has no DNSKEY record"]],
  // what the spec says is compared too
  ["meant-signed", "now", "own", []],
  ["meant-other", "now", "other", ["error dns-dnssec: has no key that the DS record"]],
  ["meant-no-ds", "now", "none", ["warning dns-no-ds: the zone above has no DS record, so nobody checks"]],
  ["meant-unsigned", "now", "neither", ["warning dns-no-ds: its name servers have no key"]],
  ["no-ds", "now", "none", []],
];

/** Of a zone whose name begins so, the spec says that it is signed. */
const INTENDED = "meant-";
const specOf = (name: string): string =>
  `domain: ${name}.com\ndns: ${name.startsWith(INTENDED) ? "{cloud: cloudflare, create: true, dnssec: true}" : "cloudflare"}\nrecords: [{name: www, type: A, value: 198.51.100.7}]\nmode: parked\n`;
const zoneOf = (name: string) => {
  const [zone] = loadText("a.yaml", specOf(name)).zones;
  if (zone === undefined) throw new Error("no zone");
  return zone;
};
/** What the spec wants, so that only the delegation is at fault. */
const wanted = (name: string): readonly string[] =>
  zoneOf(name).rrsets.flatMap(({ name: owner, type, records }) =>
    records.map(({ data }) => `${owner} 300 ${type} ${printRdata(data)}`),
  );

/** The DS record that dnssec-dsfromkey makes, of zones whose zone above has none. */
const helpOf = new Map<string, string>();
let lab: Lab;
let unbound: Unbound;
const odd: OddServer[] = [];
beforeAll(async () => {
  const root = [
    "$TTL 3600",
    "@ SOA a.root. hostmaster.root. 1 7200 900 1209600 300",
    "@ NS a.root.",
    `a.root. A ${ROOT}`,
    ...HOSTS.map((server) => `host.net. NS ${server}`),
    `ns1.host.net. A ${ONE}`,
    `ns2.host.net. A ${TWO}`,
  ];
  const hosts = [
    ...["$TTL 3600", ...ZONE, `ns1 A ${ONE}`, `ns2 A ${TWO}`],
    ...Object.entries(ODD).map(([name, [address]]) => `${name} A ${address}`),
    ...[`dead A ${DEAD}`, `again A ${ONE}`, "alias CNAME ns2", `ns3 A ${TWO}`],
  ].join("\n");
  const zones: Record<string, Record<string, string>> = {
    [ONE]: { "host.net.": hosts },
    [TWO]: { "host.net.": hosts },
  };
  const put = (address: string, zone: string, text: string): void => {
    zones[address] = { ...zones[address], [zone]: text };
  };
  for (const { name, above: lines, one, two } of CASES) {
    root.push(...lines.map((line) => line.replaceAll("$", `${name}.com.`)));
    for (const [address, own] of [[ONE, one] as const, [TWO, two] as const]) {
      if (own !== undefined) put(address, `${name}.com.`, ["$TTL 300", ...own, ...wanted(name)].join("\n"));
    }
  }
  for (const [name, period, whose] of SIGNED) {
    const zone = `${name}.com.`;
    const text = ["$TTL 300", ...ZONE, ...wanted(name)].join("\n");
    const signed = sign(zone, text, PERIODS[period]);
    root.push(...HOSTS.map((server) => `${zone} NS ${server}`));
    if (whose === "none") helpOf.set(name, signed.ds.split(" DS ")[1] ?? "");
    else if (whose !== "neither")
      root.push(whose === "other" ? sign(zone, text, PERIODS[period]).ds : signed.ds);
    const isSigned = whose !== "alone" && whose !== "neither";
    for (const address of [ONE, TWO]) put(address, zone, isSigned ? signed.text : text);
  }
  lab = await startLab({ [ROOT]: { ".": root.join("\n") }, ...zones } as Zones);
  const at = (address: string) => ({ address, port: lab.port });
  for (const [address, reply] of Object.values(ODD)) odd.push(await startOddServer(reply, at(address)));
  unbound = await startUnbound({
    server: at(RESOLVER),
    zones: {
      ".": at(ROOT),
      ...Object.fromEntries(["sound.com.", "lame.com.", "host.net."].map((zone) => [zone, at(ONE)])),
    },
    anchors: [],
  });
});
afterAll(async () => {
  await unbound?.close();
  await Promise.all(odd.map((one) => one.close()));
  await lab?.close();
});

async function findingsAbout(name: string, more: Partial<World> = {}): Promise<readonly Finding[]> {
  const start = { roots: [ROOT], port: lab.port };
  const verdicts = await verifyZones([zoneOf(name)], {
    ...{ asker: openAsker({ timeout: 500, tries: 2 }), start, resolvers: [] },
    ...more,
  });
  return findingsOf(verdicts);
}

const found = async (name: string, more: Partial<World> = {}): Promise<readonly string[]> =>
  (await findingsAbout(name, more)).map(({ severity, code, message }) => `${severity} ${code}: ${message}`);

const rows = [
  ...CASES.map(({ name, found: expected }) => [name, expected] as const),
  ...SIGNED.map(([name, , , expected]) => [name, expected] as const),
];

test.each(rows)("%s", async (name, expected) => {
  const said = await found(name);
  const codes = (texts: readonly string[]) => texts.map((text) => text.split(": ")[0]);
  expect(codes(said)).toEqual(codes(expected));
  for (const [at, one] of expected.entries()) expect(said[at]).toContain(one.slice(one.indexOf(": ") + 2));
});

test("the DS record to enter is the one that BIND makes of the key", async () => {
  const [finding] = await findingsAbout("meant-no-ds");
  const [keyTag, algorithm, digestType, ...digest] = (helpOf.get("meant-no-ds") ?? "").split(/\s+/);
  expect(finding?.help).toContain(`: ${keyTag} ${algorithm} ${digestType} ${digest.join("")} (key tag`);
});

test("where no root answers, a resolver says which servers a zone has", async () => {
  const world = {
    start: { roots: [], port: lab.port },
    resolvers: [{ address: RESOLVER, port: lab.port }],
  };
  expect(await found("sound", world)).toEqual([]);
  expect(await found("lame", world)).toEqual([expect.stringContaining("warning dns-server: ")]);
  const silent = { start: { roots: [], port: 9 }, resolvers: world.resolvers };
  expect(await found("sound", silent)).toEqual([
    expect.stringMatching(/^warning dns-unknown: no name server of sound\.com can be asked from here/),
  ]);
});

test("a name without servers of its own has none through a resolver either", async () => {
  const { ask } = openAsker();
  const resolver = throughResolver(forwarding(ask, [{ address: RESOLVER, port: lab.port }]));
  expect(await resolver.delegationOf("www.sound.com.")).toBeUndefined();
});

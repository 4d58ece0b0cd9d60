/** What is reported of a delegation, for each thing that may be wrong; delegation-faults.test.ts finds these on model servers. */
import { expect, test } from "@jest/globals";
import { delegationFindings } from "../../../src/live/verify/delegation-findings.ts";
import type { Asked, DelegationFault, Failing, ZoneVerdict } from "../../../src/live/verify/verdict.ts";
import { loadText } from "../../../src/pipeline.ts";

const [zone] = loadText("a.yaml", "domain: example.com\ndns: cloudflare\nmode: parked\n").zones;
if (zone === undefined) throw new Error("no zone");

const server = (n: number) => ({ address: `192.0.2.${n}`, port: 53 });
const asked = (n: number, name = `ns${n}.host.net.`): Asked => ({ server: server(n), name });
const failing = (why: string, n?: number, name = "ns9.host.net."): Failing => ({
  name,
  why,
  ...(n !== undefined && { server: server(n) }),
});
const NONE = { above: [], own: [] };
const SOUND: ZoneVerdict = {
  zone,
  state: "delegated",
  servers: [asked(1), asked(2)],
  failing: [],
  unmatched: NONE,
  faults: [],
  sets: [],
};
const fault = (one: DelegationFault): Partial<ZoneVerdict> => ({ faults: [one] });

test.each<[string, Partial<ZoneVerdict>, readonly string[]]>([
  ["nothing", {}, []],
  [
    "servers that cannot be asked from here",
    {
      state: "unseen",
      servers: [],
      failing: [failing("timeout", 7), failing("timeout", 7), failing("timeout")],
    },
    [
      "warning dns-unknown: no name server of example.com can be asked from here (ns9.host.net (192.0.2.7) and ns9.host.net)",
    ],
  ],
  [
    "a zone that is a CNAME",
    { state: "alias", alias: "web.host.net.", servers: [] },
    ["error dns-undelegated: example.com is a CNAME to web.host.net, so"],
  ],
  [
    "a name that is not there",
    { state: "nxdomain", servers: [] },
    ["error dns-undelegated: example.com is not in DNS"],
  ],
  [
    "no server that answers",
    { state: "unanswered", servers: [] },
    ["error dns-undelegated: no server answers for the zone example.com, so"],
  ],
  [
    "none of several, of which four are told",
    {
      servers: [],
      failing: [
        ...[failing("timeout", 1), failing("unreachable", 2), failing("garbled", 3)],
        ...[failing("lame", 4), failing("no-tcp", 5)],
      ],
    },
    [
      "(ns9.host.net (192.0.2.1) does not answer, ns9.host.net (192.0.2.2) cannot be reached, ns9.host.net (192.0.2.3) answers what is no DNS message, ns9.host.net (192.0.2.4) does not have the zone and 1 more), so",
    ],
  ],
  [
    "one that answers with a code",
    { servers: [], failing: [failing("REFUSED", 1)] },
    ["(ns9.host.net (192.0.2.1) says REFUSED), so"],
  ],
  [
    "one of several",
    { failing: [failing("SERVFAIL", 3)] },
    [
      "warning dns-server: the name server ns9.host.net (192.0.2.3) of example.com answers SERVFAIL, so look-ups are slow or fail",
    ],
  ],
  [
    "one without TCP",
    { failing: [failing("no-tcp", 3)] },
    ["does not answer over TCP, so answers that do not fit into a UDP packet do not arrive"],
  ],
  [
    "one without glue",
    { failing: [failing("no-glue")] },
    ["ns9.host.net of example.com has no address in the zone above (glue)"],
  ],
  [
    "one server alone",
    { servers: [asked(1)] },
    ["warning dns-delegation: example.com has one name server, ns1.host.net; while it is down"],
  ],
  ["one server that has every zone itself, as in a lab", { servers: [asked(1, ".")] }, []],
  [
    "names that only the zone above has, and that only the zone has",
    { unmatched: { above: ["old.host.net."], own: ["new.host.net."] } },
    [
      "the zone above names old.host.net for example.com, but the zone itself does not",
      "example.com names new.host.net as its name servers, but the zone above does not",
    ],
  ],
  [
    "a CNAME for a server",
    fault({ kind: "alias", name: "a.host.net.", target: "b.host.net." }),
    ["the name server a.host.net of example.com is a CNAME to b.host.net"],
  ],
  [
    "two names of one server",
    fault({ kind: "same-address", names: ["a.host.net.", "b.host.net."], address: "192.0.2.1" }),
    ["the name servers a.host.net and b.host.net of example.com are one server, 192.0.2.1"],
  ],
  [
    "glue that differs",
    fault({ kind: "glue", name: "ns.example.com.", above: ["192.0.2.1"], own: ["192.0.2.2"] }),
    ["has 192.0.2.1, but the zone itself says 192.0.2.2"],
  ],
  [
    "glue alone",
    fault({ kind: "glue", name: "ns.example.com.", above: ["192.0.2.1"], own: [] }),
    ["has 192.0.2.1, but the zone itself says that it has no address"],
  ],
  [
    "no glue",
    fault({ kind: "no-glue", name: "ns.example.com." }),
    ["has no address (glue) of ns.example.com"],
  ],
  [
    "versions that differ",
    fault({
      kind: "serials",
      servers: [
        { ...asked(1), serial: 4 },
        { ...asked(2), serial: 5 },
      ],
    }),
    [
      "warning dns-serial: the name servers of example.com have different versions of it: ns1.host.net (192.0.2.1) has 4 and ns2.host.net (192.0.2.2) has 5",
    ],
  ],
  [
    "a signature that does not hold",
    fault({ kind: "dnssec", what: "its keys do not match the DS record" }),
    ["error dns-dnssec: example.com is signed, but its keys do not match the DS record, so"],
  ],
])("%s", (_, verdict, expected) => {
  const found = delegationFindings({ ...SOUND, ...verdict });
  expect(found.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)).toEqual(
    expected.map((one) => expect.stringContaining(one)),
  );
  for (const { domain, place, help } of found) {
    expect([domain, place?.file, typeof help]).toEqual(["example.com", "a.yaml", "string"]);
  }
});

test("a zone that no spec is in is told without a place", () => {
  const [found] = delegationFindings({
    ...SOUND,
    zone: { ...zone, domains: [] },
    state: "nxdomain",
    servers: [],
  });
  expect(found).toMatchObject({ code: "dns-undelegated" });
  expect(found).not.toHaveProperty("place");
});

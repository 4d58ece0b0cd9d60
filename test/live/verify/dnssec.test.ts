/** What is looked at of signatures: the DS record and the key (RFC 4034 §5), and the dates (§3.1.5). NSD judges the same with real ones. */
import { expect, test } from "@jest/globals";
import type { Ask } from "../../../src/live/dns/asker.ts";
import type { ReplyData, ReplyRecord } from "../../../src/live/dns/reply.ts";
import type { Resolver } from "../../../src/live/dns/resolver.ts";
import { dnssecFault, keyTag } from "../../../src/live/verify/dnssec.ts";

const ZONE = "dskey.example.com.";
/** The example of RFC 4034 §5.4. */
const KEY = {
  type: "DNSKEY",
  flags: 256,
  algorithm: 5,
  key: "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==",
} as const satisfies ReplyData;
const DS = {
  type: "DS",
  keyTag: 60485,
  algorithm: 5,
  digestType: 1,
  digest: "2bb183af5f22588179a53b0a98631fad1a292118",
} as const;
const NOW = Date.UTC(2026, 10, 29) / 1000;
const DAY = 86_400;

const signature = (covered: string, from: number, to: number, tag: number = DS.keyTag): ReplyData => ({
  ...{ type: "RRSIG", covered, keyTag: tag },
  ...{ inception: (NOW + from * DAY) >>> 0, expiration: (NOW + to * DAY) >>> 0 },
});
const GOOD = { DNSKEY: [KEY, signature("DNSKEY", -1, 9)], SOA: [signature("SOA", -1, 9, 1)] };

type Served = Readonly<Record<"DNSKEY" | "SOA", readonly ReplyData[]>> | "silent";

/** What two servers have, under these DS records. */
async function fault(ds: readonly ReplyData[], one: Served, two: Served = one): Promise<string | undefined> {
  const records = (data: readonly ReplyData[]): ReplyRecord[] =>
    data.map((each) => ({ name: ZONE, ttl: 60, data: each }));
  const ask: Ask = async (server, { type }, of) => {
    const served = server.address === "192.0.2.1" ? one : two;
    if (served === "silent") return { kind: "silence", server, why: "timeout" };
    const answers = of === "signed" ? records(served[type as "SOA"]) : [];
    return {
      ...{ kind: "answer", server, rcode: "NOERROR", transport: "udp", answers },
      ...{ isAuthoritative: true, isRecursive: false, isAuthentic: false, authorities: [], additionals: [] },
    };
  };
  const resolver: Resolver = {
    lookUp: async (name, type) => ({
      ...{ question: { name, type }, outcome: ds.length > 0 ? "found" : "nodata", records: records(ds) },
      ...{ aliases: [], isAuthentic: false, tried: [] },
    }),
  };
  const servers = ["192.0.2.1", "192.0.2.2"].map((address, i) => ({
    server: { address, port: 53 },
    name: `ns${i + 1}.example.net.`,
  }));
  return dnssecFault(ZONE, servers, resolver, ask, NOW);
}

test("the tag of a key is that of RFC 4034 appendix B", () => {
  expect(keyTag(KEY)).toBe(60485);
});

test.each<[string, readonly ReplyData[], Served, string | undefined]>([
  ["a zone that is not signed", [], { DNSKEY: [], SOA: [] }, undefined],
  [
    "a DS of an unknown digest type, which is not used",
    [{ ...DS, digestType: 99 }],
    { DNSKEY: [], SOA: [] },
    undefined,
  ],
  ["signatures in force", [DS], GOOD, undefined],
  ["a second DS of a key that is gone", [{ ...DS, keyTag: 1 }, DS], GOOD, undefined],
  ["servers that are silent", [DS], "silent", undefined],
  ["no keys", [DS], { DNSKEY: [], SOA: [] }, "has no DNSKEY record"],
  ["a DS of another key", [{ ...DS, keyTag: 1 }], GOOD, "has no key that the DS record"],
  ["a DS with another digest", [{ ...DS, digest: "00" }], GOOD, "has no key that the DS record"],
  ["keys without a signature", [DS], { ...GOOD, DNSKEY: [KEY] }, "has no signature of the DNSKEY records"],
  [
    "keys that another key has signed",
    [DS],
    { ...GOOD, DNSKEY: [KEY, signature("DNSKEY", -1, 9, 1)] },
    "has no signature of the DNSKEY records",
  ],
  ["records without a signature", [DS], { ...GOOD, SOA: [] }, "has no signature of the SOA records"],
  [
    "a signature that has ended",
    [DS],
    { ...GOOD, SOA: [signature("SOA", -30, -20), signature("SOA", -20, -2)] },
    "has a signature of the SOA records that ended on 2026-11-27",
  ],
  [
    "one of two in force",
    [DS],
    { ...GOOD, SOA: [signature("SOA", -30, -2), signature("SOA", -2, 2)] },
    undefined,
  ],
  [
    "a signature for later",
    [DS],
    { ...GOOD, SOA: [signature("SOA", 2, 9)] },
    "that does not begin before 2026-12-01",
  ],
])("%s", async (_, ds, served, said) => {
  const found = await fault(ds, served);
  if (said === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(said);
});

test("the server is named that differs from the others", async () => {
  expect(await fault([DS], GOOD, { ...GOOD, SOA: [] })).toBe(
    "ns2.example.net (192.0.2.2) has no signature of the SOA records",
  );
});

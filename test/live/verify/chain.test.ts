/** Where the chain of DS records to a zone is broken (RFC 4035 §5.2). Real keys and BIND's DS records are in delegation.slow.test.ts. */
import { expect, test } from "@jest/globals";
import type { Ask } from "../../../src/live/dns/asker.ts";
import type { QuestionType, ReplyData } from "../../../src/live/dns/reply.ts";
import type { Resolver } from "../../../src/live/dns/resolver.ts";
import { chainFault } from "../../../src/live/verify/chain.ts";

const ZONE = "mail.shop.example.com.";
const DS = { type: "DS", keyTag: 1, algorithm: 13, digestType: 2, digest: "00" } as const;
const NS = { type: "NS", target: "ns.example.net." } as const;
const KEYS: readonly ReplyData[] = [
  { type: "DNSKEY", flags: 256, algorithm: 13, key: "AAAA" },
  { type: "DNSKEY", flags: 257, algorithm: 13, key: "BBBB" },
];

/** What the DNS has, as `name TYPE`; `!name` is a name that cannot be looked up. */
async function fault(there: readonly string[], keys: readonly ReplyData[] = KEYS) {
  const dataOf: Partial<Record<QuestionType, ReplyData>> = { DS, NS };
  const resolver: Resolver = {
    lookUp: async (name, type) => {
      const data = there.includes(`${name} ${type}`) ? dataOf[type] : undefined;
      const outcome = there.includes(`!${name}`) ? "failed" : data === undefined ? "nodata" : "found";
      const records = data === undefined ? [] : [{ name, ttl: 60, data }];
      return { question: { name, type }, outcome, records, aliases: [], isAuthentic: false, tried: [] };
    },
  };
  const ask: Ask = async (server, { name }) => ({
    ...{ kind: "answer", server, rcode: "NOERROR", transport: "udp" },
    ...{ isAuthoritative: true, isRecursive: false, isAuthentic: false, authorities: [], additionals: [] },
    answers: keys.map((data) => ({ name, ttl: 60, data })),
  });
  const servers = ["192.0.2.1", "192.0.2.2"].map((address) => ({
    ...{ server: { address, port: 53 }, name: "ns.example.net." },
  }));
  return chainFault(ZONE, servers, { resolver, ask });
}

const SIGNED = ["mail.shop.example.com. DS", "example.com. DS", "com. DS"];

test("a zone with a DS record, below signed zones and names that are no zones, has none", async () => {
  expect(await fault(SIGNED)).toBeUndefined();
});

test("without a DS record: those of its secure entry points are told, each once", async () => {
  expect(await fault([])).toEqual({
    kind: "no-ds",
    signers: [expect.stringMatching(/^\d+ 13 2 [0-9A-F]{64}$/)],
  });
  expect(await fault([], [])).toEqual({ kind: "no-ds", signers: [] });
});

test("the nearest zone above that is not signed is told", async () => {
  expect(await fault([...SIGNED, "shop.example.com. NS"])).toEqual({
    kind: "unsigned-above",
    above: "shop.example.com.",
  });
  expect(
    await fault([ZONE, "example.com. NS", "com. DS"].map((one) => (one === ZONE ? `${ZONE} DS` : one))),
  ).toEqual({ kind: "unsigned-above", above: "example.com." });
});

test("what nobody says is no fault", async () => {
  expect(await fault([`!${ZONE}`])).toBeUndefined();
  expect(await fault([`${ZONE} DS`, "!shop.example.com.", "!example.com.", "!com."])).toBeUndefined();
});

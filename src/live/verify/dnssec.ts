/** Whether a zone's signatures hold, by what a validating resolver looks at first: the DS record, the keys and the dates. */
import { createHash } from "node:crypto";
import { firstOf, listed } from "../../words/list.ts";
import { labels, type Name } from "../../zone/name.ts";
import type { Ask } from "../dns/asker.ts";
import type { Dnskey, Ds, QuestionType, ReplyData, Rrsig } from "../dns/reply.ts";
import type { Resolver } from "../dns/resolver.ts";
import { type Asked, shownServer } from "./verdict.ts";

/** Digest types (https://www.iana.org/assignments/ds-rr-types, read 2026-11-29); a DS with another is not used. */
const DIGESTS: Readonly<Record<number, string>> = { 1: "sha1", 2: "sha256", 4: "sha384" };
const MOST = 3;

/**
 * What is wrong; undefined for a zone that is not signed, and for one whose signatures hold on every server. The signatures
 * themselves are not computed: a validating resolver (`--resolver`) does that.
 */
export async function dnssecFault(
  zone: Name,
  servers: readonly Asked[],
  resolver: Resolver,
  ask: Ask,
  now = Date.now() / 1000,
): Promise<string | undefined> {
  const trusted = await delegationSigners(zone, resolver);
  if (trusted.length === 0 || trusted.every(({ digestType }) => DIGESTS[digestType] === undefined))
    return undefined;
  const found = await Promise.all(
    servers.map(async (asked) => ({ asked, what: await faultAt(zone, asked, trusted, ask, now) })),
  );
  const wrong = found.flatMap(({ asked, what }) => (what === undefined ? [] : [{ asked, what }]));
  if (wrong.length === 0) return undefined;
  return [...Map.groupBy(wrong, ({ what }) => what)]
    .map(([what, same]) => {
      if (same.length === servers.length) return `has ${what}`;
      const names = firstOf(
        same.map(({ asked }) => shownServer(asked)),
        MOST,
      );
      return `${listed(names)} ${names.length === 1 ? "has" : "have"} ${what}`;
    })
    .join("; ");
}

/** The DS records of the zone; none if the zone above does not vouch for it, or nobody says. */
export async function delegationSigners(zone: Name, resolver: Resolver): Promise<readonly Ds[]> {
  const { records } = await resolver.lookUp(zone, "DS");
  return records.flatMap(({ data }) => (data.type === "DS" ? [data] : []));
}

async function faultAt(
  zone: Name,
  { server }: Asked,
  trusted: readonly Ds[],
  ask: Ask,
  now: number,
): Promise<string | undefined> {
  const dataAt = async (type: QuestionType): Promise<readonly ReplyData[] | undefined> => {
    const reply = await ask(server, { name: zone, type }, "signed");
    return reply.kind === "silence" ? undefined : reply.answers.map(({ data }) => data);
  };
  const [keyed, start] = await Promise.all([dataAt("DNSKEY"), dataAt("SOA")]);
  if (keyed === undefined || start === undefined) return undefined;
  const keys = keyed.flatMap((data) => (data.type === "DNSKEY" ? [data] : []));
  if (keys.length === 0) return "no DNSKEY record";
  const vouched = keys.filter((key) => trusted.some((ds) => vouches(ds, key, zone)));
  if (vouched.length === 0) return "no key that the DS record in the zone above is of";
  const tags = new Set(vouched.map(keyTag));
  return (
    dates(
      keyed.filter((data) => data.type !== "RRSIG" || tags.has(data.keyTag)),
      "DNSKEY",
      now,
    ) ?? dates(start, "SOA", now)
  );
}

/** Why no signature of the type counts now. */
function dates(data: readonly ReplyData[], covered: string, now: number): string | undefined {
  const signatures = data.flatMap((one) => (one.type === "RRSIG" && one.covered === covered ? [one] : []));
  if (signatures.length === 0) return `no signature of the ${covered} records`;
  if (signatures.some((one) => since(one.inception, now) >= 0 && since(one.expiration, now) <= 0))
    return undefined;
  const last = signatures.reduce((a, b) => (since(b.expiration, a.expiration) < 0 ? b : a));
  return since(last.expiration, now) > 0
    ? `a signature of the ${covered} records that ended on ${day(last.expiration, now)}`
    : `a signature of the ${covered} records that does not begin before ${day(last.inception, now)}`;
}

/** Seconds from `then` to `now`, in the arithmetic of serial numbers (RFC 4034 §3.1.5, RFC 1982). */
const since = (then: Rrsig["inception"], now: number): number => (Math.floor(now) - then) | 0;

const day = (time: number, now: number): string =>
  new Date((Math.floor(now) - since(time, now)) * 1000).toISOString().slice(0, 10);

function vouches(ds: Ds, key: Dnskey, zone: Name): boolean {
  const digest = DIGESTS[ds.digestType];
  if (digest === undefined || ds.keyTag !== keyTag(key) || ds.algorithm !== key.algorithm) return false;
  const hash = createHash(digest).update(wireName(zone)).update(wireKey(key));
  return hash.digest("hex") === ds.digest;
}

/** The DS record of a key with SHA-256 (RFC 4509), which every zone above takes; the digest in capitals. */
export function dsOf(zone: Name, key: Dnskey): Ds {
  const digest = createHash("sha256").update(wireName(zone)).update(wireKey(key)).digest("hex");
  return {
    ...{ type: "DS", keyTag: keyTag(key), algorithm: key.algorithm },
    ...{ digestType: 2, digest: digest.toUpperCase() },
  };
}

/** RFC 4034 §2.1. */
function wireKey({ flags, algorithm, key }: Dnskey): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(flags);
  head.writeUInt8(3, 2);
  head.writeUInt8(algorithm, 3);
  return Buffer.concat([head, Buffer.from(key, "base64")]);
}

const wireName = (name: Name): Buffer =>
  Buffer.concat([
    ...labels(name).map((label) => Buffer.from([label.length, ...Buffer.from(label, "latin1")])),
    Buffer.alloc(1),
  ]);

/** RFC 4034 appendix B. */
export function keyTag(key: Dnskey): number {
  const sum = wireKey(key).reduce((all, octet, i) => all + (i % 2 === 0 ? octet << 8 : octet), 0);
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff;
}

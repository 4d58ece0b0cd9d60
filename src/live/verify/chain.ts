/** Whether the chain of DS records leads to a zone that its spec signs (RFC 4035 §5.2): from the zone above, and to that one. */
import { printDs } from "../../cloud/signer.ts";
import { type Name, parentName } from "../../zone/name.ts";
import type { Ask } from "../dns/asker.ts";
import type { Dnskey } from "../dns/reply.ts";
import type { Resolver } from "../dns/resolver.ts";
import { dsOf } from "./dnssec.ts";
import type { Asked, ChainFault } from "./verdict.ts";

/** Of a key that the zone above vouches for, by custom (RFC 4034 §2.1.1). */
const SECURE_ENTRY_POINT = 1;

/** The first break; undefined if there is none, or nobody says. */
export async function chainFault(
  zone: Name,
  servers: readonly Asked[],
  { resolver, ask }: { readonly resolver: Resolver; readonly ask: Ask },
): Promise<ChainFault | undefined> {
  const { outcome } = await resolver.lookUp(zone, "DS");
  if (outcome === "failed") return undefined;
  if (outcome !== "found") {
    const keys = await entryKeys(zone, servers, ask);
    return { kind: "no-ds", signers: keys.map((key) => printDs(dsOf(zone, key))).sort() };
  }
  const above = await unsignedAbove(zone, resolver);
  return above === undefined ? undefined : { kind: "unsigned-above", above };
}

/** The keys that a DS record can be of, each once. */
async function entryKeys(zone: Name, servers: readonly Asked[], ask: Ask): Promise<readonly Dnskey[]> {
  const found = await Promise.all(
    servers.map(async ({ server }) => {
      const reply = await ask(server, { name: zone, type: "DNSKEY" }, "signed");
      return reply.kind === "silence" ? [] : reply.answers;
    }),
  );
  const keys = found.flat().flatMap(({ data }) => (data.type === "DNSKEY" ? [data] : []));
  const entries = keys.filter(({ flags }) => (flags & SECURE_ENTRY_POINT) === 1);
  return [...new Map(entries.map((key) => [key.key, key])).values()];
}

/** The nearest zone above, below the root, that is not signed. */
async function unsignedAbove(zone: Name, resolver: Resolver): Promise<Name | undefined> {
  for (let at = parentName(zone); at !== "."; at = parentName(at)) {
    const { outcome } = await resolver.lookUp(at, "DS");
    if (outcome !== "nodata") continue;
    // a name that is no zone has no DS record either
    const { records } = await resolver.lookUp(at, "NS");
    if (records.some(({ name }) => name === at)) return at;
  }
  return undefined;
}

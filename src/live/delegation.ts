/** Where zones are delegated to, according to public DNS. */
import { NODATA, NOTFOUND, Resolver } from "node:dns/promises";
import type { Delegation } from "../guard/change.ts";
import { absolute, type Name, withoutDot } from "../zone/name.ts";
import { atOnce } from "./at-once.ts";

/** Milliseconds to wait for an answer, and the number of tries. */
const PATIENCE = { timeout: 2000, tries: 2 };

/** Number of concurrent queries. */
const AT_ONCE = 8;

/**
 * The resolver to use: the servers in $MAILZONE_DNS, such as `192.0.2.53,127.0.0.1:5353`, else those of this machine.
 * Undefined in the sandbox without that variable: no parent delegates to a stand-in.
 */
export function openResolver(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Resolver | undefined {
  const servers = env["MAILZONE_DNS"];
  if (!servers && env["MAILZONE_SANDBOX"]) return undefined;
  const resolver = new Resolver(PATIENCE);
  if (servers) resolver.setServers(servers.split(",").map((server) => server.trim()));
  return resolver;
}

/**
 * The name servers of each zone. A resolver follows the delegation from the parent, so the answer comes from the servers
 * that the parent delegates to; it may come from the resolver's cache, up to the TTL of the NS records.
 */
export async function askDelegations(
  zones: readonly Name[],
  resolver: Pick<Resolver, "resolveNs">,
): Promise<ReadonlyMap<Name, Delegation>> {
  const found = new Map<Name, Delegation>();
  await atOnce(AT_ONCE, new Set(zones), async (zone) => {
    found.set(zone, await askDelegation(zone, resolver));
  });
  return found;
}

async function askDelegation(zone: Name, resolver: Pick<Resolver, "resolveNs">): Promise<Delegation> {
  try {
    return (await resolver.resolveNs(withoutDot(zone))).map(absolute).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === NODATA || code === NOTFOUND ? [] : "unknown";
  }
}

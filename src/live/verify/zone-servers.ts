/** The name servers of a zone, as the zone above names them, and which of them do their work. */
import { isWithin, type Name } from "../../zone/name.ts";
import type { Ask } from "../dns/asker.ts";
import type { Delegation, IteratingResolver } from "../dns/iterating.ts";
import type { Server } from "../dns/reply.ts";
import { delegationFaults } from "./delegation-faults.ts";
import type { Asked, Failing, ZoneVerdict } from "./verdict.ts";

export interface ZoneServers
  extends Pick<ZoneVerdict, "state" | "alias" | "failing" | "unmatched" | "faults"> {
  readonly servers: readonly Asked[];
}

/** Whom to ask, and how. */
export interface Seeking {
  readonly resolver: IteratingResolver;
  readonly ask: Ask;
  /** The port of every server. */
  readonly port: number;
}

export async function findServers(zone: Name, seeking: Seeking): Promise<ZoneServers> {
  const { resolver } = seeking;
  const delegation = await resolver.delegationOf(zone);
  const { outcome, aliases, tried } = await resolver.lookUp(zone, "SOA");
  const [first] = aliases;
  if (first?.data.type === "CNAME") return { ...NONE, state: "alias", alias: first.data.target };
  if (outcome === "nxdomain") return { ...NONE, state: "nxdomain" };
  if (delegation === undefined || outcome !== "found") {
    const failing = tried.flatMap(({ name, server, what }) =>
      name ? [{ name, ...(server && { server }), why: what }] : [],
    );
    return {
      ...{ ...NONE, state: "unanswered" },
      failing: outcome === "nodata" ? [] : distinct(failing),
    };
  }
  const { servers, failing } = await roundOf(zone, delegation, seeking);
  // a server that was begun at, and has the zone itself, is none of its name servers
  const isBeginning = delegation.zone !== zone;
  const above = delegation.servers.map(({ name }) => name);
  const own = isBeginning ? above : await ownServers(zone, servers, seeking.ask, above);
  const faults = isBeginning ? [] : await delegationFaults(zone, delegation, servers, seeking);
  return { state: "delegated", servers, failing, unmatched: unmatched(above, own), faults };
}

const NONE = { servers: [], failing: [], unmatched: { above: [], own: [] }, faults: [] };

/** Asks every server of the zone for it. */
async function roundOf(
  zone: Name,
  delegation: Delegation,
  { resolver, ask, port }: Seeking,
): Promise<Pick<ZoneServers, "servers" | "failing">> {
  const servers: Asked[] = [];
  const failing: Failing[] = [];
  for (const nameServer of delegation.servers) {
    const { name, glue } = nameServer;
    const addresses = await resolver.addressesOf(nameServer);
    if (addresses.length === 0) {
      const lacksGlue = glue.length === 0 && isWithin(name, delegation.zone);
      failing.push({ name, why: lacksGlue ? "no-glue" : "no-address" });
    }
    for (const address of addresses) {
      const server: Server = { address, port };
      const why = await faultOf(server, zone, ask);
      if (why === undefined) servers.push({ server, name });
      else failing.push({ name, server, why });
    }
  }
  return { servers, failing };
}

/** What the zone itself says of its servers; if it does not say it, nothing differs from the zone above. */
async function ownServers(
  zone: Name,
  [first]: readonly Asked[],
  ask: Ask,
  above: readonly Name[],
): Promise<readonly Name[]> {
  if (first === undefined) return above;
  const reply = await ask(first.server, { name: zone, type: "NS" });
  if (reply.kind === "silence" || reply.rcode !== "NOERROR") return above;
  return reply.answers.flatMap(({ name, data }) =>
    name === zone && data.type === "NS" ? [data.target] : [],
  );
}

const unmatched = (above: readonly Name[], own: readonly Name[]): ZoneVerdict["unmatched"] => ({
  above: above.filter((name) => !own.includes(name)),
  own: own.filter((name) => !above.includes(name)),
});

/** Why the server does not answer for the zone; undefined if it does. */
async function faultOf(server: Server, zone: Name, ask: Ask): Promise<string | undefined> {
  const reply = await ask(server, { name: zone, type: "SOA" });
  if (reply.kind === "silence") return reply.why;
  if (reply.rcode !== "NOERROR") return reply.rcode;
  return reply.isAuthoritative && reply.answers.length > 0 ? undefined : "lame";
}

/** The servers that answer over UDP and not over TCP (RFC 7766 §5). */
export async function withoutTcp(
  zone: Name,
  servers: readonly Asked[],
  ask: Ask,
): Promise<readonly Failing[]> {
  const found = await Promise.all(
    servers.map(async ({ server, name }): Promise<Failing[]> => {
      const reply = await ask(server, { name: zone, type: "SOA" }, "tcp");
      return reply.kind === "silence" && reply.why !== "cancelled" && name !== undefined
        ? [{ name, server, why: "no-tcp" }]
        : [];
    }),
  );
  return found.flat();
}

const distinct = (failing: readonly Failing[]): readonly Failing[] => [
  ...new Map(failing.map((one) => [`${one.name} ${one.server?.address}`, one])).values(),
];

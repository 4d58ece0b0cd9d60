/** The name servers of a zone, as the zone above names them, and which of them do their work. */
import type { Name } from "../../zone/name.ts";
import type { Ask } from "../dns/asker.ts";
import type { IteratingResolver } from "../dns/iterating.ts";
import type { Server } from "../dns/reply.ts";
import type { Asked, Failing, ZoneVerdict } from "./verdict.ts";

export interface ZoneServers extends Pick<ZoneVerdict, "state" | "failing" | "unmatched"> {
  readonly servers: readonly Asked[];
}

export async function findServers(
  zone: Name,
  resolver: IteratingResolver,
  ask: Ask,
  port: number,
): Promise<ZoneServers> {
  const delegation = await resolver.delegationOf(zone);
  const { outcome, tried } = await resolver.lookUp(zone, "SOA");
  if (outcome === "nxdomain") return { state: "nxdomain", servers: [], failing: [], unmatched: NONE };
  if (delegation === undefined || outcome !== "found") {
    const failing = tried.flatMap(({ name, server, what }) => (name ? [{ name, server, why: what }] : []));
    return {
      ...{ state: "unanswered", servers: [], unmatched: NONE },
      failing: outcome === "nodata" ? [] : distinct(failing),
    };
  }
  const servers: Asked[] = [];
  const failing: Failing[] = [];
  for (const nameServer of delegation.servers) {
    const { name } = nameServer;
    const addresses = await resolver.addressesOf(nameServer);
    if (addresses.length === 0) failing.push({ name, why: "no-address" });
    for (const address of addresses) {
      const server: Server = { address, port };
      const why = await faultOf(server, zone, ask);
      if (why === undefined) servers.push({ server, name });
      else failing.push({ name, server, why });
    }
  }
  const [first] = servers;
  const above = delegation.servers.map(({ name }) => name);
  // a server that was begun at, and has the zone itself, is none of its name servers
  const isBeginning = delegation.zone !== zone;
  const own = first === undefined || isBeginning ? above : await ownServers(zone, first.server, ask);
  return { state: "delegated", servers, failing, unmatched: unmatched(above, own) };
}

const NONE = { above: [], own: [] };

/** What the zone itself says of its servers. */
async function ownServers(zone: Name, server: Server, ask: Ask): Promise<readonly Name[]> {
  const reply = await ask(server, { name: zone, type: "NS" });
  const answers = reply.kind === "answer" ? reply.answers : [];
  return answers.flatMap(({ name, data }) => (name === zone && data.type === "NS" ? [data.target] : []));
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

const distinct = (failing: readonly Failing[]): readonly Failing[] => [
  ...new Map(failing.map((one) => [`${one.name} ${one.server?.address}`, one])).values(),
];

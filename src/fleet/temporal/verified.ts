/** Asks DNS whether it answers what a shard's specs want, for a run that a schedule starts. */
import { compareFindings, type Finding } from "../../finding.ts";
import { openAsker } from "../../live/dns/asker.ts";
import { forwarding } from "../../live/dns/forwarding.ts";
import { iterating } from "../../live/dns/iterating.ts";
import { ROOT_HINTS } from "../../live/dns/root-hints.ts";
import { lookOutside } from "../../live/outside/outside.ts";
import { findingsOf } from "../../live/verify/findings.ts";
import { verifyZones } from "../../live/verify/verify.ts";
import type { Shard } from "../fleet.ts";
import type { DnsServers } from "./run.ts";

/** What differs, sorted. */
export async function verified(
  { zones }: Pick<Shard, "zones">,
  { roots, resolvers }: DnsServers,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const asker = openAsker({ signal });
  const [first] = roots;
  const start =
    first === undefined
      ? { roots: ROOT_HINTS, port: 53 }
      : { roots: roots.map(({ address }) => address), port: first.port };
  const verdicts = await verifyZones(zones, { asker, start, resolvers }, () => {});
  const resolver = resolvers.length > 0 ? forwarding(asker.ask, resolvers) : iterating(asker.ask, start);
  return [...findingsOf(verdicts), ...(await lookOutside(zones, resolver))].sort(compareFindings);
}

/** What the name servers of domains answer for the TLSA records under `dane`. */
import { daneOwner } from "../../preset/dane-hosts.ts";
import type { Name } from "../../zone/name.ts";
import type { KeyedIn } from "../dkim/keys-at.ts";
import type { Heard } from "../verify/verdict.ts";
import { verifyZones, type World } from "../verify/verify.ts";

/** By the owner name of the records. Of a zone to which DNS does not lead there is nothing. */
export async function askRecordsAt(
  domains: readonly KeyedIn[],
  world: World,
): Promise<ReadonlyMap<Name, readonly Heard[]>> {
  const byZone = Map.groupBy(domains, ({ zone }) => zone);
  const asked = [...byZone].map(([zone, those]) => {
    const names = new Set(
      those.flatMap(({ domain: { dane = [] } }) => dane.map(({ host }) => daneOwner(host))),
    );
    return { ...zone, rrsets: zone.rrsets.filter(({ type, name }) => type === "TLSA" && names.has(name)) };
  });
  const verdicts = await verifyZones(asked, world);
  return new Map(
    verdicts.flatMap(({ sets }) => sets.map(({ rrset, heard }) => [rrset.name, heard] as const)),
  );
}

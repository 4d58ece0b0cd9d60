/** What the name servers of domains answer for their DKIM keys. */
import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import { ownKeys } from "../../view/own-keys.ts";
import type { Name } from "../../zone/name.ts";
import { shownServer } from "../verify/verdict.ts";
import { verifyZones, type World } from "../verify/verify.ts";

/** `wanted`: what the spec publishes there, a key or its revocation. */
export type KeyAnswer = "wanted" | "other" | "none" | "unanswered";

export interface ServerKey {
  /** Name and address. */
  readonly server: string;
  readonly key: KeyAnswer;
}

/** A domain and one of the zones that hold it: on several clouds, DNS leads to the same servers from each. */
export interface KeyedIn {
  readonly domain: Domain;
  readonly zone: Zone;
}

/** Each domain for which `isMeant` holds, with the first of its zones. */
export function keyedIn(zones: readonly Zone[], isMeant: (domain: Domain) => boolean): readonly KeyedIn[] {
  const found = new Map<Name, KeyedIn>();
  for (const zone of zones) {
    for (const { domain } of zone.domains) {
      if (isMeant(domain) && !found.has(domain.spec.domain)) found.set(domain.spec.domain, { domain, zone });
    }
  }
  return [...found.values()];
}

/** What each server says, by the owner name of the key; `told` is called after each zone. Of a zone to which DNS does not lead there is nothing. */
export async function askKeysAt(
  keyed: readonly KeyedIn[],
  world: World,
  told: () => void = () => {},
): Promise<ReadonlyMap<Name, readonly ServerKey[]>> {
  const byZone = Map.groupBy(keyed, ({ zone }) => zone);
  const asked = [...byZone].map(([zone, those]) => {
    const names = new Set(those.flatMap(({ domain }) => ownKeys(domain).map(({ name }) => name)));
    return { ...zone, rrsets: zone.rrsets.filter(({ type, name }) => type === "TXT" && names.has(name)) };
  });
  const verdicts = await verifyZones(asked, world, told);
  return new Map(
    verdicts.flatMap(({ sets }) =>
      sets.map(({ rrset, heard }): [Name, ServerKey[]] => [
        rrset.name,
        heard.map((one) => ({ server: shownServer(one), key: answerOf(one) })),
      ]),
    ),
  );
}

function answerOf({
  answered,
  agrees,
}: {
  readonly answered?: readonly string[];
  agrees: boolean;
}): KeyAnswer {
  if (answered === undefined) return "unanswered";
  if (agrees) return "wanted";
  return answered.length === 0 ? "none" : "other";
}

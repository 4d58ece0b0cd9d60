/** Keeps the DMARC policies of presets from weakening what an organization decided for the names below it. */
import { appliedBy, strictestInherited } from "../mail/governing-policy.ts";
import { isDmarc } from "../mail/text-kind.ts";
import type { Domain, WithheldPolicy } from "../preset/domain.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { dmarcAt, readDmarc } from "./dmarc-at.ts";
import type { Zone } from "./zone.ts";

/** The domains that have such a policy, each as it is without. A preset's policy has no say where a stricter one is inherited. */
export function withoutWeakerPolicies(zones: readonly Zone[]): ReadonlyMap<Domain, Domain> {
  const kept = new Map<Domain, Domain>();
  for (const zone of zones) {
    for (const { domain } of zone.domains) {
      if (kept.has(domain)) continue;
      const withheld = domain.records.flatMap((record) => weaker(zones, zone, record) ?? []);
      if (withheld.length === 0) continue;
      const gone = new Set(withheld.map(({ record }) => record));
      kept.set(domain, {
        ...domain,
        records: domain.records.filter((record) => !gone.has(record)),
        withheldPolicies: withheld,
      });
    }
  }
  return kept;
}

function weaker(zones: readonly Zone[], zone: Zone, record: ZoneRecord): WithheldPolicy | undefined {
  const { name, data, origin } = record;
  if (origin.preset === undefined || data.type !== "TXT" || !name.startsWith("_dmarc.")) return undefined;
  if (!isDmarc(data.text)) return undefined;
  const domain = name.slice("_dmarc.".length);
  const above = strictestInherited(domain, dmarcAt(zones, zone));
  const own = appliedBy({ dmarc: readDmarc(data.text) }, domain);
  if (above === undefined || own >= above.applied) return undefined;
  return { record, text: data.text, above: above.found };
}

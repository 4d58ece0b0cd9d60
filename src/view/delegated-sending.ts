/** Services that send from a name which the domain delegates to them: keys and bounce name are in the vendor's zone. */
import type { Domain } from "../preset/domain.ts";
import { presetRecord } from "./mail-domain.ts";

/** The presets whose sending name is delegated, by the ids under which the spec names them. */
export function delegatedSenders(domain: Domain): ReadonlySet<string> {
  return new Set(
    domain.records.flatMap((record) =>
      record.data.type === "NS" && presetRecord(domain, record)?.group === "delegation"
        ? (record.origin.preset?.id ?? [])
        : [],
    ),
  );
}

/** Whether all of the domain's services send from such names. */
export function sendsByDelegation(domain: Domain): boolean {
  const delegated = delegatedSenders(domain);
  return domain.presets.length > 0 && domain.presets.every(({ askedFor }) => delegated.has(askedFor));
}

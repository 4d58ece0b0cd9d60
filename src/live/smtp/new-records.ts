/** TLSA records under `dane` of mail hosts that not every sender knows yet, and until when that is so. */
import { printTlsa } from "../../mail/tlsa.ts";
import { newUntil } from "../../mail/tlsa-life.ts";
import type { Zone } from "../../plan/zone.ts";
import { daneOwner } from "../../preset/dane-hosts.ts";
import type { Name } from "../../zone/name.ts";
import { recordsAt } from "../../zone/rrset.ts";

/** By host and record. */
export type NewRecords = ReadonlyMap<Name, ReadonlyMap<string, Date>>;

export const newRecords = (zones: readonly Zone[], now: Date): NewRecords =>
  new Map(
    zones.flatMap((zone) =>
      zone.domains.flatMap(({ domain: { dane = [], spec } }) =>
        dane.map(({ host, certificates }) => {
          const ttl = recordsAt(zone.owners, daneOwner(host), "TLSA")[0]?.ttl ?? spec.ttl;
          const all = certificates.map(({ since }) => since);
          const found = certificates.flatMap(({ data, since }) => {
            const until = newUntil(since, all, { ttl, now });
            return until === undefined ? [] : [[printTlsa(data), until] as const];
          });
          return [host, new Map(found)] as const;
        }),
      ),
    ),
  );

import { isDue } from "../inventory/published-phase.ts";
import { shownName } from "../words/record.ts";
import { shownTime } from "../words/time.ts";
import { printRdata } from "../zone/rdata.ts";
import { aboutDomain, type Change, spotKey, zonesOf } from "./change.ts";
import { declaredRecords } from "./declared.ts";
import type { Guard } from "./guard.ts";
import { type Migrating, migratingDomains } from "./migrating.ts";

/** Domains that lose the records of the old provider while its mail may still be under way. */
export const planFinishEarly: Guard = {
  id: "plan-finish-early",
  rule: "In a migration, the old provider is taken away 5 days after the switch at the earliest, or after confirmation.",
  source: "RFC 5321 §4.5.4.1",
  explanation: {
    why: "Servers retry for 4 to 5 days. Mail that the old provider sent and signed before the switch is checked when it arrives.",
    effect: "Such mail fails SPF and DKIM, and with DMARC it is rejected.",
    fix: "Wait until the time that the finding or `mailzone status` names. If nothing was sent through the old provider in these days, confirm the change.",
  },
  *check(change) {
    for (const one of migratingDomains(change)) {
      const { domain, migration, published } = one;
      if (migration.phase !== "finish" || published?.phase === "finish") continue;
      if (published?.phase === "switch" && isDue(published, change.now)) continue;
      const ends = endingOf(change, one);
      if (ends.length === 0) continue;
      yield {
        message: `the records of ${migration.from.id} for ${shownName(domain)} would be deleted, but ${whyNot(one)}`,
        help:
          published?.phase === "switch" && published.notBefore !== undefined
            ? `wait until ${shownTime(published.notBefore)}, then apply phase finish`
            : "apply phase switch first, and wait until the last mail from the old provider has arrived",
        facts: [domain, ...ends],
        ...aboutDomain(change, domain),
      };
    }
  },
};

const whyNot = ({ published, migration }: Migrating): string =>
  published?.phase === "switch"
    ? `the mail moved only at ${shownTime(published.since)}: mail that ${migration.from.id} sent may be under way for 5 days, and would fail SPF and DKIM`
    : `phase switch was not published before: mail that ${migration.from.id} sends fails SPF and DKIM at once`;

/** What the domain had because of the migration and will not have, sorted. */
function endingOf(change: Change, { domain }: Migrating): string[] {
  const kept = new Set(
    zonesOf(change, domain).flatMap(({ rrsets, cloud, account, name: zone }) => {
      const spot = spotKey({ cloud: cloud.id, zone, ...(account !== undefined && { account }) });
      return rrsets.flatMap(({ name, records }) =>
        records.map(({ data }) => `${spot} ${name} ${printRdata(data)}`),
      );
    }),
  );
  const ends = declaredRecords(change)
    .filter((record) => record.domain === domain)
    .flatMap(({ spot, name, type, data }) =>
      data
        .map(printRdata)
        .filter((text) => !kept.has(`${spotKey(spot)} ${name} ${text}`))
        .map((text) => `${name} ${type} ${text}`),
    );
  return [...new Set(ends)].sort();
}

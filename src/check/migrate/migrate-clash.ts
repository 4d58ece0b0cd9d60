import { isSelector } from "../../mail/text-kind.ts";
import type { Domain, WaitingRecord } from "../../preset/domain.ts";
import { listed } from "../../words/list.ts";
import { shownData, shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import { presetPlace } from "../../zone/rrset.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { movingServers } from "./example.ts";

export const migrateClash: ZoneCheck = {
  id: "migrate-clash",
  severity: "warning",
  rule: "In a migration, both providers have their records; at a name that can have only one, the provider that holds the mail has it, and the other waits.",
  source: "RFC 2181 §10.1, RFC 6376 §3.6.2.2",
  explanation: {
    why: "Some names can have one record only: a DKIM selector, a CNAME, the address of a mail host.",
    effect:
      "Mail that the waiting provider signs with that key fails DKIM, or its server is not found by that name.",
    fix: "Give one of the providers another selector or host name. If nothing uses the waiting record in this phase, leave it.",
    fails: movingServers("s1", "s1"),
    passes: movingServers("s1", "s2"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      for (const waiting of Map.groupBy(domain.waiting, ({ record }) => record.name).values()) {
        clash(domain, waiting as [WaitingRecord, ...WaitingRecord[]], report);
      }
    }
  },
};

function clash(
  { spec }: Domain,
  waiting: readonly [WaitingRecord, ...WaitingRecord[]],
  report: Report,
): void {
  const [{ record, holder }] = waiting;
  const name = shownName(record.name);
  const provider = record.origin.preset?.id ?? "";
  const isPreparing = spec.migration?.phase === "prepare";
  const isKey = isSelector(record.name);
  const what = listed(waiting.map((one) => shownData(one.record)));
  const consequence = isKey
    ? `mail that ${provider} signs with its key fails DKIM ${isPreparing ? "until the switch" : "from now on"}`
    : `${provider} is ${isPreparing ? "not yet" : "no longer"} found by that name`;
  report({
    severity: isKey ? "warning" : "info",
    message: `${name} has ${shownData(holder)}, so it cannot have ${what} of ${provider} too: ${consequence}`,
    help: isKey
      ? `let one of the two sign with another selector${isPreparing ? `, or send nothing through ${provider} before the switch` : ""}`
      : `nothing to do if ${provider} is not used by that name in this phase; otherwise give it another name there`,
    domain: withoutDot(spec.domain),
    owner: record.name,
    place: record.origin.place,
    related: [
      ...presetPlace(record.origin),
      { place: holder.origin.place, note: shownData(holder) },
      ...presetPlace(holder.origin),
    ],
  });
}

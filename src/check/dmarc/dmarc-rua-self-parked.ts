import { mailtoDomain } from "../../mail/mail-address.ts";
import { itemSpan } from "../../mail/tag-list.ts";
import type { Zone } from "../../plan/zone.ts";
import { type ZoneIndex, zoneIndex } from "../../plan/zone-index.ts";
import { answering } from "../../view/answering.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { absolute, type Name } from "../../zone/name.ts";
import { isNullMx } from "../../zone/rdata.ts";
import type { AmongCheck } from "../check.ts";

export const dmarcRuaSelfParked: AmongCheck = {
  id: "dmarc-rua-self-parked",
  severity: "warning",
  rule: "The mailbox for reports is at a domain that accepts mail, not at one with a null MX.",
  source: "logic",
  explanation: {
    why: "A domain with a null MX refuses all mail, including reports. Parked domains often name a mailbox of their own by habit.",
    effect: "No report ever arrives.",
    fix: "Name a mailbox at a domain that receives mail.",
    fails: `domain: example.com\ndns: cloudflare\nmode: parked\ndmarc: {policy: reject, rua: ["mailto:dmarc@example.com"]}\n`,
    passes: `domain: example.com\ndns: cloudflare\nmode: parked\ndmarc: {policy: reject, rua: ["mailto:dmarc@example.net"]}\n`,
  },
  checkAmong(zone, zones, report) {
    const index = zoneIndex(zones);
    for (const { record, dmarc } of textRecords(zone).policies) {
      for (const tag of ["rua", "ruf"] as const) {
        const lost = dmarc[tag]
          .map(mailtoDomain)
          .find((domain) => domain !== undefined && refusesMail(index, zone, absolute(domain)));
        if (lost === undefined) continue;
        report({
          message: `the DMARC record ${shownName(record.name)} sends reports to ${shownName(absolute(lost))}, which accepts no mail, so no report arrives`,
          help: "name a mailbox at a domain that receives mail",
          ...atText(zone, record, itemSpan(dmarc.tags, tag, lost)),
        });
      }
    }
  },
};

/** Whether the domain has a null MX, or is parked on a cloud that cannot store one. */
function refusesMail(index: ZoneIndex, near: Zone, domain: Name): boolean {
  const holder = index.zoneOf(domain, near);
  if (holder === undefined) return false;
  const set = answering(holder, domain)?.find(({ type }) => type === "MX");
  if (set !== undefined) return set.records.every(({ data }) => isNullMx(data));
  return (
    holder.domains.length === 1 && holder.name === domain && holder.domains[0]?.domain.spec.mode === "parked"
  );
}

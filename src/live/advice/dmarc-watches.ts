/** `dns-dmarc-watches`: the DMARC policy stops forged mail. */
import { tagValue } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Adviser } from "./adviser.ts";

/** Without reports such a policy is a fault, which dmarc-policy-none reports. */
export const dmarcWatches: Adviser = async ({ domain, zone }) =>
  textRecords(zone).policies.flatMap(({ record, dmarc: { tags } }) => {
    const isOwn = record.name === `_dmarc.${domain}`;
    if (!isOwn || tagValue(tags, "rua") === undefined) return [];
    if ((tagValue(tags, "p") ?? "none").toLowerCase() !== "none") return [];
    return [
      {
        code: "dns-dmarc-watches",
        severity: "info",
        message: `the DMARC policy of ${shownName(domain)} is none, so receivers report forged mail and deliver it (RFC 9989 §4.7)`,
        help: "when the reports show that all genuine mail passes, go on to p=quarantine and then to p=reject",
        ...atRecord(zone, record),
      } as const,
    ];
  });

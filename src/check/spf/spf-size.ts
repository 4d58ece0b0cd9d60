import { textRecords } from "../../view/text-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { textLength } from "../../zone/txt.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfSize: ZoneCheck = {
  id: "spf-size",
  severity: "warning",
  rule: "An SPF record has at most 450 octets, so that the answer fits in one UDP packet.",
  source: "RFC 7208 §3.4",
  explanation: {
    why: "The answer also holds the other texts at the name. Old resolvers and firewalls lose answers of more than 512 octets.",
    effect: "Some receivers sometimes do not see the record.",
    fix: "Move senders to subdomains of their own, and remove those that are no longer used.",
    fails: textExample(
      "@",
      `v=spf1 ${Array.from({ length: 20 }, (_, i) => `ip4:198.51.100.${2 * i + 100}/31`).join(" ")} -all`,
    ),
    passes: textExample("@", "v=spf1 ip4:198.51.100.0/24 -all"),
  },
  check(zone, report) {
    for (const { record, text } of textRecords(zone).spf) {
      const length = textLength(text);
      if (length <= MOST) continue;
      report({
        message: `the SPF record of ${shownName(record.name)} has ${length} octets, more than the ${MOST} that always fit in one answer, so some receivers may not see it`,
        help: "move a sender to its own subdomain, or remove senders that are no longer used",
        ...atRecord(zone, record),
      });
    }
  },
};

/** Advised by RFC 7208 §3.4. `prov-capability` checks what a cloud accepts, `txt-rrset-size` the whole answer. */
const MOST = 450;

import { ofRecord } from "../../view/origin.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import { textLength } from "../../zone/txt.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfSize: ZoneCheck = {
  id: "spf-size",
  severity: "warning",
  rule: "An SPF record has 450 octets at most, so that the answer fits in one UDP packet.",
  source: "RFC 7208 §3.4",
  explanation: {
    why: "The answer for a name also holds its other texts; beyond 512 octets old resolvers and firewalls lose it.",
    effect: "Some receivers do not see the record, now and then.",
    fix: "Move senders to sub-domains of their own, and drop what is no longer used.",
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
        message: `the SPF record of ${shownName(record.name)} has ${length} octets, more than the ${MOST} that are sure to fit in one answer, so some receivers may not see it`,
        help: "move a sender to a sub-domain of its own, or take out those that are no longer used",
        ...ofRecord(zone, record),
      });
    }
  },
};

/** RFC 7208 §3.4 advises it; what a cloud takes is for `prov-capability`, the whole answer for `txt-rrset-size`. */
const MOST = 450;

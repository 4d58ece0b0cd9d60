import { textRecords } from "../../view/text-records.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfWrongPlace: ZoneCheck = {
  id: "spf-wrong-place",
  severity: "error",
  rule: "An SPF record is at the domain itself, not at _dmarc, a selector or _mta-sts, where nobody looks for it.",
  source: "RFC 7208 §3; checkdmarc",
  explanation: {
    why: "Receivers look up SPF at the domain of the sender's address. Names with an underscore hold other policies.",
    effect: "The domain has no SPF, and the text may break the policy that belongs at that name.",
    fix: "Move the text to the domain, preferably under spf:.",
    fails: textExample("_dmarc", "v=spf1 -all"),
    passes: textExample("@", "v=spf1 -all"),
  },
  check(zone, report) {
    for (const { record } of textRecords(zone).spf) {
      const where = PLACES.exec(record.name)?.[1];
      if (where === undefined) continue;
      report({
        message: `${shownName(record.name)} has an SPF record, but receivers look for SPF at the domain itself, and for something else at ${where}`,
        help: "delete this record and put its terms under spf:, which publishes them at the domain",
        ...atOwner(zone, record),
      });
    }
  },
};

const PLACES = /(?:^|\.)(_dmarc|_domainkey|_mta-sts|_smtp\._tls|_bimi)\./;

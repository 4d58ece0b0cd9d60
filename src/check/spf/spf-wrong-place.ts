import { ofOwner } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfWrongPlace: ZoneCheck = {
  id: "spf-wrong-place",
  severity: "error",
  rule: "SPF stands at the domain itself, not at _dmarc, a selector or _mta-sts, where nobody looks for it.",
  source: "RFC 7208 §3; checkdmarc",
  explanation: {
    why: "Receivers ask for SPF at the domain of the sender's address. Names with an underscore have other policies.",
    effect: "The domain has no SPF, and at the wrong name the text may spoil the policy that belongs there.",
    fix: "Move the text to the domain, best under spf:.",
    fails: textExample("_dmarc", "v=spf1 -all"),
    passes: textExample("@", "v=spf1 -all"),
  },
  check(zone, report) {
    for (const { record } of textRecords(zone).spf) {
      const where = PLACES.exec(record.name)?.[1];
      if (where === undefined) continue;
      report({
        message: `${shownName(record.name)} has an SPF record, but receivers look for SPF at the domain itself, and at ${where} for something else`,
        help: "delete this record and say it under spf:, which puts it at the domain",
        ...ofOwner(zone, record),
      });
    }
  },
};

const PLACES = /(?:^|\.)(_dmarc|_domainkey|_mta-sts|_smtp\._tls|_bimi)\./;

import { quote } from "../../finding.ts";
import { itemSpan, tagValue } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimTFlags: ZoneCheck = {
  id: "dkim-t-flags",
  severity: "warning",
  rule: "t= of a DKIM record is s or absent; y says that the domain only tests DKIM, and other flags have no meaning.",
  source: "RFC 6376 §3.6.1",
  explanation: {
    why: "t=y asks verifiers to treat a failed signature like no signature. It is easily left in place after the first tests.",
    effect:
      "The domain's signatures count for less, and a forged signature does not count against its sender.",
    fix: "Delete the flag y once signing works.",
    fails: textExample("s1._domainkey", `v=DKIM1; t=y; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const { record, dkim } of textRecords(zone).dkim) {
      const flags = tagValue(dkim.tags, "t")
        ?.split(":")
        .map((flag) => flag.trim());
      const odd = flags?.find((flag) => flag !== "s");
      if (odd === undefined) continue;
      report({
        message: `the DKIM record ${shownName(record.name)} has the flag ${quote(odd)} in t=, ${odd === "y" ? "which says that the domain only tests DKIM, so verifiers ignore failures" : "which has no meaning, so verifiers ignore it"}`,
        help: odd === "y" ? "delete t=y once signing works" : "delete the flag",
        ...atText(zone, record, itemSpan(dkim.tags, "t", odd)),
      });
    }
  },
};

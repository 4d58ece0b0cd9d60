import { parseDkim } from "../../mail/dkim.ts";
import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { ofOwner, ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example, textExample } from "../example.ts";

export const dkimGObsolete: ZoneCheck = {
  id: "dkim-g-obsolete",
  severity: "info",
  rule: "g= in a key, a policy text at _domainkey and _adsp are of DKIM's predecessors, and nobody reads them.",
  source: "RFC 6376 appendix C, RFC 4870 (historic), RFC 5617 (historic)",
  explanation: {
    why: "DomainKeys and ADSP were given up; what a domain wants done with unsigned mail is said by DMARC.",
    effect: "None: the text is ignored. An empty g= even made old verifiers refuse the key.",
    fix: "Delete the tag or the record, and publish DMARC.",
    fails: textExample("_domainkey", "o=~"),
    passes: example("mode: send-only", 'dmarc: {policy: none, rua: ["mailto:dmarc@example.com"]}'),
  },
  check(zone, report) {
    for (const { record, dkim } of textRecords(zone).dkim) {
      if (tagValue(dkim.tags, "g") === undefined) continue;
      report({
        message: `the DKIM record ${shownName(record.name)} has g=, which RFC 6376 took out`,
        help: "delete g=",
        ...ofText(zone, record, tagSpan(dkim.tags, "g")),
      });
    }
    for (const { name, records } of textRecords(zone).rrsets) {
      if (!/^(?:_adsp\.)?_domainkey\./.test(name)) continue;
      // a key at _domainkey itself is for dkim-name to tell
      const record = records.find(
        ({ data }) => data.type === "TXT" && parseDkim(data.text).key === undefined,
      );
      if (record === undefined) continue;
      report({
        message: `${shownName(name)} has a policy of ${name.startsWith("_adsp.") ? "ADSP" : "DomainKeys"}, which is given up and which nobody reads`,
        help: "delete it; DMARC says what it said",
        ...ofOwner(zone, record),
      });
    }
  },
};

import { parseDkim } from "../../mail/dkim.ts";
import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atOwner, atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example, textExample } from "../example.ts";

export const dkimGObsolete: ZoneCheck = {
  id: "dkim-g-obsolete",
  severity: "info",
  rule: "g= in a key, a policy at _domainkey and ADSP are obsolete, and nobody reads them.",
  source: "RFC 6376 appendix C, RFC 4870 (historic), RFC 5617 (historic)",
  explanation: {
    why: "DomainKeys and ADSP are historic. A domain now uses DMARC to say what to do with mail that is not signed.",
    effect: "Nothing: the text is ignored. Only old verifiers reject a key with an empty g=.",
    fix: "Delete the tag or the record, and publish DMARC.",
    fails: textExample("_domainkey", "o=~"),
    passes: example("mode: send-only", 'dmarc: {policy: none, rua: ["mailto:dmarc@example.net"]}'),
  },
  check(zone, report) {
    for (const { record, dkim } of textRecords(zone).dkim) {
      if (tagValue(dkim.tags, "g") === undefined) continue;
      report({
        message: `the DKIM record ${shownName(record.name)} has g=, which RFC 6376 removed, so verifiers ignore it`,
        help: "delete g=",
        ...atText(zone, record, tagSpan(dkim.tags, "g")),
      });
    }
    for (const { name, records } of textRecords(zone).rrsets) {
      if (!/^(?:_adsp\.)?_domainkey\./.test(name)) continue;
      // dkim-name reports a key at _domainkey itself
      const record = records.find(
        ({ data }) => data.type === "TXT" && parseDkim(data.text).key === undefined,
      );
      if (record === undefined) continue;
      report({
        message: `${shownName(name)} has a policy of ${name.startsWith("_adsp.") ? "ADSP" : "DomainKeys"}, which is obsolete, so nobody reads it`,
        help: "delete it; DMARC has replaced it",
        ...atOwner(zone, record),
      });
    }
  },
};

import { tagSpan } from "../../mail/tag-list.ts";
import { hasDkimKey, isSending, signingDomain } from "../../view/mail-domain.ts";
import { textRecords } from "../../view/text-records.ts";
import { domainOf } from "../../view/whereabouts.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimRevoked: ZoneCheck = {
  id: "dkim-revoked",
  severity: "warning",
  rule: "A selector with an empty p= is revoked; a domain that sends has another key.",
  source: "RFC 6376 §3.6.1",
  explanation: {
    why: "An empty p= says that the key is no longer valid. That is right after a key rotation, and in a parked domain.",
    effect: "Signatures with the selector fail. If it is the only one, all signatures of the domain fail.",
    fix: "Publish the new key, or delete the record once no mail with the old signature is in transit.",
    fails: textExample("s1._domainkey", "v=DKIM1; p="),
    passes: textExample("s1._domainkey", "v=DKIM1; p=", "s2._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const { record, dkim } of textRecords(zone).dkim) {
      if (dkim.key !== "" || record.name.startsWith("*.")) continue;
      const domain = domainOf(zone, record);
      if (domain === undefined || !isSending(domain) || hasDkimKey(zone, signingDomain(record.name)))
        continue;
      report({
        message: `the DKIM record ${shownName(record.name)} is revoked by its empty p=, and ${shownName(signingDomain(record.name))} has no other key, so none of its signatures pass`,
        help: "give the current key under dkim: {selector, key}",
        ...atText(zone, record, tagSpan(dkim.tags, "p")),
      });
    }
  },
};

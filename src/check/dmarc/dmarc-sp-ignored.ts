import { organizationByWalk } from "../../mail/governing-policy.ts";
import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { dmarcAt } from "../../plan/dmarc-at.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { organizationalDomain } from "../../zone/public-suffix.ts";
import type { AmongCheck } from "../check.ts";

const spec = (domain: string, text: string): string =>
  `domain: ${domain}\nzone: example.com\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; ${text}rua=mailto:d@example.com"}\n`;

export const dmarcSpIgnored: AmongCheck = {
  id: "dmarc-sp-ignored",
  severity: "warning",
  rule: "sp and np are in the record of the organizational domain; in a record below it, receivers ignore them.",
  source: "RFC 9989 §4.7, §4.10.2",
  explanation: {
    why: "Receivers take the policy for subdomains from the organizational domain: the highest one with a DMARC record.",
    effect: "The policy intended for names below has no effect.",
    fix: "Set it in the record of the domain above, or make this name an organization of its own with psd=n.",
    fails: [spec("example.com", ""), spec("shop.example.com", "sp=reject; ")].join("---\n"),
    passes: [spec("example.com", ""), spec("shop.example.com", "")].join("---\n"),
  },
  checkAmong(zone, zones, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      const tags = ["sp", "np"].filter((tag) => tagValue(dmarc.tags, tag) !== undefined);
      if (tags.length === 0) continue;
      const domain = record.name.slice("_dmarc.".length);
      const walked = organizationByWalk(domain, dmarcAt(zones, zone));
      // nothing is above it, and older receivers, which use the list, are no reason to delete the tag
      if (walked === domain) continue;
      const above = shownName(walked === "hidden" ? organizationalDomain(domain) : walked);
      const isKnown = walked !== "hidden";
      report({
        severity: isKnown ? "warning" : "info",
        message: `the DMARC record ${shownName(record.name)} has ${listed(tags)}, which receivers only take from ${above}${isKnown ? "" : " if that has a DMARC record"}, so it has no effect here`,
        help: `set it in the record of ${above}, or delete it`,
        ...atText(zone, record, tagSpan(dmarc.tags, tags[0] ?? "")),
      });
    }
  },
};

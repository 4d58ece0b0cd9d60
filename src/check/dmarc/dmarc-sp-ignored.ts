import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { organizationalDomain } from "../../view/public-suffix.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";

export const dmarcSpIgnored: ZoneCheck = {
  id: "dmarc-sp-ignored",
  severity: "warning",
  rule: "sp and np are in the record of the organizational domain; in a record below it, receivers ignore them.",
  source: "RFC 9989 §4.7, §4.10",
  explanation: {
    why: "Receivers take the policy for subdomains from the registered domain, not from a domain below it.",
    effect: "The policy intended for names below has no effect.",
    fix: "Set it in the record of the domain above, or make this name an organization of its own with psd=n.",
    fails:
      'domain: shop.example.com\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; sp=reject; rua=mailto:d@example.com"}\n',
    passes:
      'domain: shop.example.com\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; rua=mailto:d@example.com"}\n',
  },
  check(zone, report) {
    for (const { record, dmarc } of textRecords(zone).policies) {
      const tags = ["sp", "np"].filter((tag) => tagValue(dmarc.tags, tag) !== undefined);
      if (tags.length === 0 || tagValue(dmarc.tags, "psd")?.toLowerCase() === "n") continue;
      const domain = record.name.slice("_dmarc.".length);
      const above = organizationalDomain(domain);
      if (above === domain) continue;
      report({
        message: `the DMARC record ${shownName(record.name)} has ${listed(tags)}, which receivers only take from ${shownName(above)}, so it has no effect here`,
        help: `set it in the record of ${shownName(above)}, or delete it`,
        ...atText(zone, record, tagSpan(dmarc.tags, tags[0] ?? "")),
      });
    }
  },
};

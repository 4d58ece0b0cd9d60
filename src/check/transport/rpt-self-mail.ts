import { mailtoDomain } from "../../mail/mail-address.ts";
import { isTlsRpt, parseTlsRpt } from "../../mail/tls-rpt.ts";
import { hasSts, hostsWithDane, transportRecords } from "../../view/transport-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { absolute } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { rptExample } from "./example.ts";

export const rptSelfMail: ZoneCheck = {
  id: "rpt-self-mail",
  severity: "info",
  rule: "TLS reports go to another domain than the one that they are about, or also to another one.",
  source: "RFC 8460 §5.3",
  explanation: {
    why: "A report says that mail could not be delivered over TLS. A mailbox behind the same MX has the same problem.",
    effect:
      "Reports arrive late, or not at all, in exactly the case that they are for. Senders need not apply MTA-STS to them, but some do.",
    fix: "Name a mailbox at another domain or an https URL, instead of this address or in addition to it.",
    fails: rptExample("mailto:tls@example.com"),
    passes: rptExample("mailto:tls@example.net"),
  },
  check(zone, report) {
    for (const { record, text, domain } of transportRecords(zone).rpt) {
      if (!isTlsRpt(text)) continue;
      const { uris } = parseTlsRpt(text);
      const own = ({ uri }: { readonly uri: string }): boolean => {
        const host = mailtoDomain(uri);
        return host !== undefined && absolute(host) === domain;
      };
      if (uris.length === 0 || !uris.every(own)) continue;
      if (!hasSts(zone, domain) && !hostsWithDane(zone, domain).some(({ dane }) => dane)) continue;
      report({
        message: `${shownName(record.name)} sends TLS reports only to ${shownName(domain)}, the domain whose delivery problems they report, so they may not arrive`,
        help: "add a mailbox at another domain, or an https URL",
        ...atText(zone, record, uris[0] && { offset: uris[0].offset, length: uris[0].uri.length }),
      });
    }
  },
};

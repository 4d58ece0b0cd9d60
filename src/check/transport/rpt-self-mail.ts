import { isTlsRpt, parseTlsRpt } from "../../mail/tls-rpt.ts";
import { ofText } from "../../view/inside.ts";
import { hasSts, hostsWithDane, transportRecords } from "../../view/transport-records.ts";
import { shownName } from "../../words/record.ts";
import { absolute } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { rptExample } from "./example.ts";

export const rptSelfMail: ZoneCheck = {
  id: "rpt-self-mail",
  severity: "info",
  rule: "Reports on TLS also go somewhere else than to the domain that they are about.",
  source: "RFC 8460 §5.3",
  explanation: {
    why: "A report says that mail could not be delivered over TLS; a mailbox behind the same MX has the same trouble.",
    effect:
      "Reports arrive late or not at all in the very case they are for; senders need not hold them to MTA-STS, but some do.",
    fix: "Name a mailbox at another domain or an https URL, alone or beside.",
    fails: rptExample("mailto:tls@example.com"),
    passes: rptExample("mailto:tls@example.net"),
  },
  check(zone, report) {
    for (const { record, text, domain } of transportRecords(zone).rpt) {
      if (!isTlsRpt(text)) continue;
      const { uris } = parseTlsRpt(text);
      const own = ({ uri }: { readonly uri: string }): boolean => {
        const [, host] = /^mailto:[^@]+@([^?]+)/i.exec(uri) ?? [];
        return host !== undefined && absolute(host) === domain;
      };
      if (uris.length === 0 || !uris.every(own)) continue;
      if (!hasSts(zone, domain) && !hostsWithDane(zone, domain).some(({ dane }) => dane)) continue;
      report({
        message: `${shownName(record.name)} has reports on TLS sent to ${shownName(domain)} alone, whose mail they say is not delivered`,
        help: "add a mailbox at another domain, or an https URL",
        ...ofText(zone, record, uris[0] && { offset: uris[0].offset, length: uris[0].uri.length }),
      });
    }
  },
};

import { publicMailboxes } from "../../mail/public-mailboxes.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";

export const namePublicMailbox: ZoneCheck = {
  id: "name-public-mailbox",
  severity: "warning",
  rule: "A mail domain is your own: not gmail.com, outlook.com, qq.com or another one in which a service gives mailboxes to anybody.",
  source: "practice; https://github.com/jgillich/free-email-domains",
  explanation: {
    why: "Only the service can publish records in its domain. In a spec, the usual reason is the address that somebody has there.",
    effect: "The records go to a zone that nobody asks, and mail is not changed by them.",
    fix: "Write the domain that you registered. The service's preset goes under mailbox:. If you run the service, waive this.",
    fails: "domain: gmail.com\ndns: cloudflare\nmode: parked\n",
    passes: "domain: example.com\ndns: cloudflare\nmode: parked\n",
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      const name = domain.spec.domain;
      const service = publicMailboxes(name);
      if (service === undefined) continue;
      report({
        message: `${shownName(name)} belongs to ${service}, which gives mailboxes in it to anybody, so its records are not yours to publish`,
        help: "write the domain that you registered",
        ...atDomain(domain),
      });
    }
  },
};

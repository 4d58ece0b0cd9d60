import { REJECT } from "../../mail/governing-policy.ts";
import { atGoverning, governingPolicy } from "../../view/governing-policy.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dmarcRejectUsers: AmongCheck = {
  id: "dmarc-reject-users",
  severity: "info",
  rule: "A domain whose users post to mailing lists moves to p=reject slowly: a month of none, then a month of quarantine.",
  source: "RFC 9989 §7.4",
  explanation: {
    why: "Mailing lists change messages and so break their signatures. With p=reject, the servers of other members reject such mail.",
    effect: "Posts to lists are lost, and lists may remove the members whose servers rejected them.",
    fix: "Keep quarantine, or move on to reject once the reports of both months are clean.",
    fails: example(
      "mailbox: tencent-exmail",
      EXAMPLE_DKIM,
      'dmarc: {policy: reject, rua: ["mailto:dmarc@example.com"]}',
    ),
    passes: example(
      "mailbox: tencent-exmail",
      EXAMPLE_DKIM,
      'dmarc: {policy: quarantine, rua: ["mailto:dmarc@example.com"]}',
    ),
  },
  checkAmong(zone, zones, report) {
    for (const { domain } of zone.domains) {
      const people = domain.spec.mode === "mail" && domain.spec.mailbox !== undefined;
      if (!people) continue;
      const policy = governingPolicy(zones, zone, domain.spec.domain);
      if (typeof policy !== "object" || policy.policy < REJECT) continue;
      report({
        message: `${shownName(domain.spec.domain)} has mailboxes for people and the DMARC policy reject, so their posts to mailing lists may be rejected`,
        help: "nothing to do if a month each with none and quarantine went well; otherwise go back a step",
        ...atGoverning(zone, domain, policy),
      });
    }
  },
};

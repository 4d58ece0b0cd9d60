import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import { ofText } from "../../view/inside.ts";
import { ownPolicies } from "../../view/mail-domain.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const dmarcRejectUsers: ZoneCheck = {
  id: "dmarc-reject-users",
  severity: "info",
  rule: "A domain whose people write to mailing lists takes care with p=reject: none for a month, then quarantine for a month.",
  source: "RFC 9989 §7.4",
  explanation: {
    why: "Lists change messages and break their signatures; with p=reject the other members' servers refuse such mail.",
    effect: "Posts to lists get lost, and lists may remove the members whose servers refused them.",
    fix: "Keep quarantine, or go on to reject once the reports of both months are clean.",
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
  check(zone, report) {
    for (const { record, dmarc, domain } of ownPolicies(zone)) {
      const people = domain.spec.mode === "mail" && domain.spec.mailbox !== undefined;
      if (!people || tagValue(dmarc.tags, "p")?.toLowerCase() !== "reject") continue;
      report({
        message: `${shownName(domain.spec.domain)} has mailboxes of people and the DMARC policy reject, so what they write to mailing lists may be refused`,
        help: "nothing, if a month each with none and quarantine went well; else take a step back",
        ...ofText(zone, record, tagSpan(dmarc.tags, "p")),
      });
    }
  },
};

import { isMailDomain } from "../../view/mail-domain.ts";
import { spfAt } from "../../view/text-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { isNullMx } from "../../zone/rdata.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

const BOUNCES = [
  "mailbox: tencent-exmail",
  "records:",
  "  - {name: bounce, type: MX, value: 10 mx.example.net}",
] as const;

export const spfSubdomain: ZoneCheck = {
  id: "spf-subdomain",
  severity: "warning",
  rule: "A name with its own MX has its own SPF record; SPF is not inherited from the domain above.",
  source: "RFC 7208 §3.5, §10.1",
  explanation: {
    why: "A name that receives mail is also used as a sender address, at least for bounces, and receivers look up SPF at exactly that name.",
    effect: "Mail with that name as its envelope sender has no SPF, so anyone can send as it.",
    fix: "Add a v=spf1 text at the name that lists its senders, or just v=spf1 -all.",
    fails: example(...BOUNCES),
    passes: example(
      ...BOUNCES,
      "  - {name: bounce, type: TXT, value: 'v=spf1 include:_spf.example.net -all'}",
    ),
  },
  check(zone, report) {
    for (const { type, name, records } of zone.rrsets) {
      if (type !== "MX" || name.startsWith("*.") || zone.external.has(name)) continue;
      const record = records.find(({ data }) => !isNullMx(data));
      // mode-mail and its like check mail domains
      if (record === undefined || isMailDomain(zone, name)) continue;
      if (spfAt(zone, name).length > 0) continue;
      report({
        message: `${shownName(name)} has an MX but no SPF record, and the record of the domain above does not cover it, so anyone can send as it`,
        help: "add a TXT record there: v=spf1 with its senders, or v=spf1 -all",
        ...atRecord(zone, record),
      });
    }
  },
};

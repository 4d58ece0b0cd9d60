import { serviceRecords } from "../../view/services.ts";
import { atConflict, editable } from "../../view/whereabouts.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { pointsTo } from "../../zone/rdata.ts";
import { recordsAt, type ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const autodCname: ZoneCheck = {
  id: "autod-cname",
  severity: "warning",
  rule: "The host autodiscover and the SRV record _autodiscover._tcp lead to the same service; Outlook uses the first that answers.",
  source:
    "https://learn.microsoft.com/en-us/exchange/client-developer/exchange-web-services/autodiscover-for-exchange (2026-11-21)",
  explanation: {
    why: "Outlook asks https://autodiscover.<domain> first and the SRV record later. Both give settings for the same mailboxes.",
    effect: "After a move to another service, some clients are still set up for the old one.",
    fix: "Keep one of the two, or point both to the same host.",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: autodiscover, type: CNAME, value: autodiscover.example.net}",
      "  - {name: _autodiscover._tcp, type: SRV, value: 0 0 443 old.example.org}",
    ),
    passes: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: autodiscover, type: CNAME, value: autodiscover.example.net}",
      "  - {name: _autodiscover._tcp, type: SRV, value: 0 0 443 autodiscover.example.net}",
    ),
  },
  check(zone, report) {
    if (!serviceRecords(zone).some(({ service }) => service === "_autodiscover")) return;
    for (const { type, name, records } of zone.rrsets) {
      if (type !== "SRV" || !name.startsWith("_autodiscover._tcp.")) continue;
      const host = `autodiscover.${name.slice("_autodiscover._tcp.".length)}`;
      const same = (["CNAME", "A", "AAAA"] as const).flatMap((each) => recordsAt(zone.owners, host, each));
      const [first] = same;
      const alias = first && pointsTo(first.data);
      const other = records.find(({ data }) => {
        const target = pointsTo(data);
        return target !== "." && target !== host && target !== alias;
      });
      if (first === undefined || other === undefined) continue;
      const at = editable([first, other]);
      report({
        message: `${shownRecord(other)} and ${shownRecord(first)} lead to different services, and clients use whichever answers first`,
        help: `keep one of ${shownName(name)} and ${shownName(host)}, or point both to one host`,
        ...atConflict(zone, at, [at === other ? first : other] as ZoneRecord[]),
      });
    }
  },
};

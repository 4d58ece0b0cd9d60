import { isOwn } from "../../view/mail-domain.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { isWithin } from "../../zone/name.ts";
import { pointsTo } from "../../zone/rdata.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const spfUselessAMx: ZoneCheck = {
  id: "spf-useless-a-mx",
  severity: "info",
  rule: "An SPF record has mx only if the MX hosts also send; those of a hosted provider only receive.",
  source: "RFC 7208 §4.6.4; practice",
  explanation: {
    why: "Large providers send from other addresses than they receive on, and their include lists those. mx costs one of the ten lookups, and up to ten more for addresses.",
    effect: "Lookups are wasted, and the next sender that you add may break the record.",
    fix: "Remove mx, and keep the preset's include.",
    fails: example("mailbox: tencent-exmail", "spf: {mx: true}"),
    passes: example("mailbox: tencent-exmail"),
  },
  check(zone, report) {
    for (const { record, spf } of textRecords(zone).spf) {
      const own = spf.terms.find((term) => term.name === "mx" && term.domain === undefined);
      if (own === undefined || !spf.terms.some(({ name }) => name === "include")) continue;
      const hosts = recordsAt(zone.owners, record.name, "MX");
      if (
        hosts.length === 0 ||
        hosts.some((host) => isOwn(host) || isWithin(pointsTo(host.data) ?? ".", zone.name))
      )
        continue;
      report({
        message: `the SPF record of ${shownName(record.name)} has mx, but its MX hosts are those of ${hosts[0]?.origin.preset?.id}, which sends from other addresses, so a lookup is wasted`,
        help: "remove mx from spf:",
        ...atText(zone, record, own),
      });
    }
  },
};

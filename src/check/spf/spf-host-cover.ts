import { spfAt } from "../../view/text-records.ts";
import { atRecord, domainOf } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const spfHostCover: ZoneCheck = {
  id: "spf-host-cover",
  severity: "info",
  rule: "Each host name of a parked domain has its own v=spf1 -all; a wildcard does not cover a name that exists.",
  source: "M3AAWG Protecting Parked Domains; RFC 4592 §2.2",
  explanation: {
    why: "Receivers look up SPF at the exact domain of the sender's address, and a host with an address looks like one that could send.",
    effect: "Forged mail from www.example.com has no SPF. The domain's DMARC policy still rejects it.",
    fix: "Add a TXT record v=spf1 -all at the host.",
    fails: example("mode: parked", "records:", "  - {name: www, type: A, value: 198.51.100.7}"),
    passes: example(
      "mode: parked",
      "records:",
      "  - {name: www, type: A, value: 198.51.100.7}",
      "  - {name: www, type: TXT, value: v=spf1 -all}",
    ),
  },
  check(zone, report) {
    if (!zone.domains.some(({ domain }) => domain.spec.mode === "parked")) return;
    for (const { type, name, records } of zone.rrsets) {
      if ((type !== "A" && type !== "AAAA") || name.startsWith("*.")) continue;
      const [record] = records;
      const spec = record && domainOf(zone, record)?.spec;
      if (record === undefined || spec?.mode !== "parked" || name === spec.domain) continue;
      // reported at the A record if there is one
      if (type === "AAAA" && recordsAt(zone.owners, name, "A").length > 0) continue;
      if (spfAt(zone, name).length > 0) continue;
      report({
        message: `${shownName(name)} has an address in a parked domain but no SPF record, so nothing says that it sends no mail`,
        help: "add a TXT record there: v=spf1 -all",
        ...atRecord(zone, record),
      });
    }
  },
};

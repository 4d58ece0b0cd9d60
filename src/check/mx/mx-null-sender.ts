import type { Spf } from "../../mail/spf.ts";
import type { Zone } from "../../plan/zone.ts";
import { hasOwnDkimKey } from "../../view/mail-domain.ts";
import { spfAt } from "../../view/text-records.ts";
import { atRecord, domainOf } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import { isNullMx } from "../../zone/rdata.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const mxNullSender: ZoneCheck = {
  id: "mx-null-sender",
  severity: "warning",
  rule: "A domain that sends has no null MX; receivers reject mail from an address that accepts no replies.",
  source: "RFC 7505 §4.2",
  explanation: {
    why: "A null MX says that the domain accepts no mail, not even bounces. RFC 7505 lets receivers reject such senders.",
    effect: "Some receivers reject mail from the domain, and its bounces are lost.",
    fix: "Delete the null MX, or give the domain an MX that accepts its bounces.",
    fails: example("mode: send-only", EXAMPLE_DKIM, "records:", "  - {type: MX, value: 0 .}"),
    passes: example("mode: send-only", EXAMPLE_DKIM),
  },
  check(zone, report) {
    for (const { type, name, records } of zone.rrsets) {
      if (type !== "MX") continue;
      const record = records.find(({ data }) => isNullMx(data));
      // park-residue reports what a parked domain still has for sending
      if (record === undefined || domainOf(zone, record)?.spec.mode === "parked") continue;
      const sign = signOfSending(zone, name);
      if (sign === undefined) continue;
      report({
        message: `${shownName(name)} has the null MX "0 ." and also ${sign}; receivers reject senders that accept no replies`,
        help: "delete the null MX, or give the domain an MX that accepts its bounces",
        ...atRecord(zone, record),
      });
    }
  },
};

function signOfSending(zone: Zone, name: Name): string | undefined {
  const spf = spfAt(zone, name).find((found) => authorises(found.spf));
  if (spf !== undefined) return "an SPF record that lets hosts send";
  return hasOwnDkimKey(zone, name) ? "a DKIM key" : undefined;
}

/** Whether any sender can pass. */
function authorises({ terms }: Pick<Spf, "terms">): boolean {
  return terms.some(
    (term) =>
      term.name === "redirect" || ("qualifier" in term && term.qualifier === "+" && term.name !== "all"),
  );
}

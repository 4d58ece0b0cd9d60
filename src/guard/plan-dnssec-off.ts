import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { withoutDot } from "../zone/name.ts";
import type { Guard } from "./guard.ts";

/** Zones that are no longer signed while the zone above says that they are. */
export const planDnssecOff: Guard = {
  id: "plan-dnssec-off",
  rule: "The signing of a zone is switched off only when the zone above has no DS record of it any more, or after confirmation.",
  source: "RFC 4035 §5.2 and §5.5, RFC 6781 §4.3.3",
  explanation: {
    why: "The DS record at the registrar says that the zone is signed. Resolvers that validate refuse answers without signatures as long as it is there, or in their caches. mailzone looks it up in DNS. If the lookup fails, the change counts as unsafe.",
    effect:
      "For whoever uses such a resolver, as most large receivers do, the domain does not exist. All of its mail is lost, and the web pages of the zone with it.",
    fix: "Remove the DS record at the registrar, wait until its TTL has passed, usually a day, and switch the signing off then.",
  },
  *check({ unsigned, vouched }) {
    for (const { name, cloud, account, dnssec, domains } of unsigned) {
      const above = vouched.get(name);
      if (above === undefined || (above !== "unknown" && above.records.length === 0)) continue;
      const domain = domains[0]?.domain.spec.domain;
      yield {
        message:
          above === "unknown"
            ? `${shownName(name)} would no longer be signed, and the lookup of its DS record failed; if the zone above has one, resolvers that validate would refuse all answers of the zone (RFC 4035 §5.5)`
            : `${shownName(name)} would no longer be signed, but the zone above has the DS record ${listed(above.records)}, so resolvers that validate would refuse all answers of the zone (RFC 4035 §5.5)`,
        help:
          above === "unknown"
            ? "try again when DNS can be asked; the DS record has to be gone from the registrar for as long as its TTL, usually a day"
            : `keep dnssec: true, remove the DS record at the registrar, and wait until its TTL of ${above.ttl} s has passed`,
        facts: [name, cloud.id, account ?? "", ...(above === "unknown" ? ["unknown"] : above.records)],
        ...(domain !== undefined && { domain: withoutDot(domain) }),
        ...(dnssec !== undefined && { place: dnssec.place }),
      };
    }
  },
};

import type { Domain } from "../../preset/domain.ts";
import { atDomain, domainOf } from "../../view/whereabouts.ts";
import { atTtl } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

/** Five minutes. With less, every message waits for DNS. */
const LEAST = 300;
/** A day. With more, a mistake lasts longer than anyone waits. */
const MOST = 86_400;

export const rrTtlAdvice: ZoneCheck = {
  id: "rr-ttl-advice",
  severity: "info",
  rule: "MX and TXT records have a TTL from 300 to 86400 seconds; a lower one slows every lookup, and a higher one prolongs a mistake.",
  source: "RFC 1912 §2.2; practice",
  explanation: {
    why: "Mail records rarely change and are often looked up. A low TTL is only useful before a planned change.",
    effect:
      "Below 300, every sender asks again and again, and an outage of the DNS host is felt at once. Above a day, a mistake cannot be corrected for a long time.",
    fix: "Write a ttl from 300 to 86400. Lower it a day before a move, and raise it again afterwards.",
    fails: example("ttl: 60", "mode: parked"),
    passes: example("ttl: 3600", "mode: parked"),
  },
  check(zone, report) {
    const { automatic } = zone.cloud.limits.ttl;
    const reported = new Set<Domain>();
    for (const { type, name, ttl, records } of zone.rrsets) {
      if ((ttl >= LEAST && ttl <= MOST) || (type !== "MX" && type !== "TXT") || ttl === automatic) continue;
      const [record] = records;
      const domain = record && domainOf(zone, record);
      if (record === undefined || domain === undefined || reported.has(domain)) continue;
      const whole = domain.spec.input.ttl === ttl;
      // one finding for the spec's own ttl, not one for each of its records
      if (whole) reported.add(domain);
      report({
        message: `${shownName(whole ? domain.spec.domain : name)} has the TTL ${ttl} for ${whole ? "its records" : type}; ${ttl < LEAST ? "senders have to ask again after that short time" : "receivers keep a mistake for that long"}`,
        help: `write a ttl from ${LEAST} to ${MOST}; a lower one is only for the day before a move`,
        ...(whole ? { ...atDomain(domain), place: domain.spec.source.place(["ttl"]) } : atTtl(zone, record)),
      });
    }
  },
};

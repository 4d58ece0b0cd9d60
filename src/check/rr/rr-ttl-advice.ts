import type { Domain } from "../../preset/domain.ts";
import { ofTtl } from "../../view/inside.ts";
import { domainOf, ofDomain } from "../../view/origin.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

/** Five minutes: less makes every message wait for DNS. */
const LEAST = 300;
/** A day: more keeps a mistake alive for longer than anyone waits. */
const MOST = 86_400;

export const rrTtlAdvice: ZoneCheck = {
  id: "rr-ttl-advice",
  severity: "info",
  rule: "MX and TXT records live from 300 to 86400 seconds: less burdens every look-up, more keeps a mistake alive.",
  source: "RFC 1912 §2.2; practice",
  explanation: {
    why: "Mail records change seldom and are asked for often. A low TTL is of use only before a planned change.",
    effect:
      "Below 300 every sender asks again and again, and an outage of the DNS host is felt at once; above a day a mistake cannot be taken back for long.",
    fix: "Write a ttl from 300 to 86400; lower it a day before a move, and raise it again afterwards.",
    fails: example("ttl: 60", "mode: parked"),
    passes: example("ttl: 3600", "mode: parked"),
  },
  check(zone, report) {
    const { automatic } = zone.cloud.limits.ttl;
    const told = new Set<Domain>();
    for (const { type, name, ttl, records } of zone.rrsets) {
      if ((ttl >= LEAST && ttl <= MOST) || (type !== "MX" && type !== "TXT") || ttl === automatic) continue;
      const [record] = records;
      const domain = record && domainOf(zone, record);
      if (record === undefined || domain === undefined || told.has(domain)) continue;
      const whole = domain.spec.input.ttl === ttl;
      // one finding for the spec's own ttl, not one for each of its records
      if (whole) told.add(domain);
      report({
        message: `${shownName(whole ? domain.spec.domain : name)} has the TTL ${ttl} for ${whole ? "its records" : type}; ${ttl < LEAST ? "every sender has to ask again after that short time" : "a mistake stays with receivers for that long"}`,
        help: `write a ttl from ${LEAST} to ${MOST}; a lower one is for the day before a move`,
        ...(whole ? { ...ofDomain(domain), place: domain.spec.source.place(["ttl"]) } : ofTtl(zone, record)),
      });
    }
  },
};

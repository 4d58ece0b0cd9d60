import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import { atDomain, domainOf } from "../../view/whereabouts.ts";
import { atTtl } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const rrTtlRange: ZoneCheck = {
  id: "rr-ttl-range",
  severity: "error",
  rule: "A TTL is one that the cloud accepts; mailzone never changes it to fit.",
  source: "RFC 2181 §8; vendor, see the cloud's limits",
  unwaivable: "the cloud refuses the TTL",
  explanation: {
    why: "Each cloud has a lowest and a highest TTL. mailzone never changes a TTL to fit, so that what is published is what the spec says.",
    effect: "The cloud rejects the record.",
    fix: "Write a ttl in the range that the finding names.",
    fails: example("mode: parked", "records:", "  - {name: www, type: A, value: 198.51.100.7, ttl: 10}"),
    passes: example("mode: parked", "records:", "  - {name: www, type: A, value: 198.51.100.7, ttl: 600}"),
  },
  check(zone, report) {
    ttls(zone, report);
  },
  checkLive({ zone, listed: { minTtl } }, report) {
    const { cloud } = zone;
    const { limits } = cloud;
    if (minTtl === undefined || minTtl <= limits.ttl.min) return;
    const ttl = { ...limits.ttl, min: minTtl };
    const edition = { ...cloud, title: `this zone's edition of ${cloud.title}`, limits: { ...limits, ttl } };
    ttls({ ...zone, cloud: edition }, report);
  },
};

function ttls(zone: Zone, report: Report): void {
  const { title } = zone.cloud;
  const { min, max, automatic } = zone.cloud.limits.ttl;
  const reported = new Set<Domain>();
  for (const { records } of zone.rrsets) {
    for (const record of records) {
      const { ttl } = record;
      if ((ttl >= min && ttl <= max) || ttl === automatic) continue;
      const domain = domainOf(zone, record);
      const takes = `${title} accepts ${min} to ${max}${automatic === undefined ? "" : `, or ${automatic} for automatic`}`;
      const help = `write ttl: ${ttl < min ? min : max}`;
      if (domain === undefined || domain.spec.input.ttl !== ttl) {
        report({
          message: `${shownRecord(record)} has the TTL ${ttl}; ${takes}, so it would reject the record`,
          help,
          ...atTtl(zone, record),
        });
      } else if (!reported.has(domain)) {
        // one finding for the spec's own ttl, not one for each of its records
        reported.add(domain);
        report({
          message: `the records of ${shownName(domain.spec.domain)} have the TTL ${ttl}; ${takes}, so it would reject the records`,
          help,
          ...atDomain(domain),
          place: domain.spec.source.place(["ttl"]),
        });
      }
    }
  }
}

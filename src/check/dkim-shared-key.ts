import type { Zone } from "../cloud/zone.ts";
import type { Span } from "../diagnostic.ts";
import { valueSpan } from "../mail/tag-list.ts";
import type { Name } from "../zone/name.ts";
import type { ZoneRecord } from "../zone/zone.ts";
import type { FleetCheck } from "./check.ts";
import { EXAMPLE_DKIM } from "./example.ts";
import { ofText } from "./inside.ts";
import { signingDomain } from "./mail-domain.ts";
import { textRecords } from "./text-records.ts";
import { shownName } from "./wording.ts";

/** From here on it is a fleet, and no longer the few names of one owner. */
const MANY = 10;

const DOMAINS = Array.from({ length: MANY }, (_, i) => `shop${i}.example.com`);

export const dkimSharedKey: FleetCheck = {
  id: "dkim-shared-key",
  severity: "warning",
  rule: "A DKIM key is that of one domain, or of a few; with one for many its loss is that of all.",
  source: "M3AAWG DKIM Key Rotation; practice",
  explanation: {
    why: "Whoever gets at the private half can sign as every domain that publishes the public one, and all must change it at once.",
    effect: "One leak makes the mail of all these domains forgeable.",
    fix: "Make a key for each customer or domain, or point selectors at one CNAME that can be changed in one place.",
    fails: `domains: [${DOMAINS.join(", ")}]\ndns: cloudflare\nmode: send-only\n${EXAMPLE_DKIM}\n`,
    passes: `domains: [${DOMAINS.slice(0, 2).join(", ")}]\ndns: cloudflare\nmode: send-only\n${EXAMPLE_DKIM}\n`,
  },
  checkFleet(zones, report) {
    const byKey = new Map<string, KeyUse>();
    for (const zone of zones) {
      for (const { record, dkim, key } of textRecords(zone).dkim) {
        if (key === undefined || "problem" in key || dkim.key === undefined) continue;
        const same = byKey.get(dkim.key);
        if (same) same.domains.add(signingDomain(record.name));
        else {
          const span = valueSpan(dkim.tags, "p");
          byKey.set(dkim.key, { zone, record, span, domains: new Set([signingDomain(record.name)]) });
        }
      }
    }
    for (const { zone, record, span, domains } of byKey.values()) {
      if (domains.size < MANY) continue;
      report({
        message: `the DKIM key of ${shownName(record.name)} is that of ${domains.size} domains, so whoever gets its private half can sign as all of them`,
        help: "make keys for smaller groups of domains, or let the selectors be CNAMEs to one name that can be changed at once",
        ...ofText(zone, record, span),
      });
    }
  },
};

/** The first record of a key, where the key stands in it, and all domains that have it. */
interface KeyUse {
  readonly zone: Zone;
  readonly record: ZoneRecord;
  readonly span: Span | undefined;
  readonly domains: Set<Name>;
}

import type { Zone } from "../../plan/zone.ts";
import { signingDomain } from "../../view/mail-domain.ts";
import { type DkimRecord, keySpan, textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { FleetCheck } from "../check.ts";
import { EXAMPLE_DKIM } from "../example.ts";

/** From here on these are the domains of a fleet, no longer the few names of one owner. */
const MANY = 10;

const DOMAINS = Array.from({ length: MANY }, (_, i) => `shop${i}.example.com`);

export const dkimSharedKey: FleetCheck = {
  id: "dkim-shared-key",
  severity: "warning",
  rule: "A DKIM key belongs to one domain or a few; if many share it, a leak affects them all.",
  source: "M3AAWG DKIM Key Rotation; practice",
  explanation: {
    why: "Whoever gets the private half can sign as every domain that publishes the public half, and all of them have to change it at once.",
    effect: "One leak lets an attacker forge the mail of all these domains.",
    fix: "Create a key for each customer or domain, or point the selectors at one CNAME target that you can change in one place.",
    fails: `domains: [${DOMAINS.join(", ")}]\ndns: cloudflare\nmode: send-only\n${EXAMPLE_DKIM}\n`,
    passes: `domains: [${DOMAINS.slice(0, 2).join(", ")}]\ndns: cloudflare\nmode: send-only\n${EXAMPLE_DKIM}\n`,
  },
  checkFleet(zones, report) {
    const all: KeyUse[] = [];
    for (const zone of zones) {
      for (const found of textRecords(zone).dkim) {
        const { key } = found;
        if (key !== undefined && !("problem" in key)) all.push({ zone, found });
      }
    }
    for (const uses of Map.groupBy(all, ({ found }) => found.dkim.key).values()) {
      const [first] = uses;
      if (first === undefined || uses.length < MANY) continue;
      const domains = new Set(uses.map(({ found }) => signingDomain(found.record.name)));
      if (domains.size < MANY) continue;
      const { record } = first.found;
      report({
        message: `the DKIM key of ${shownName(record.name)} is shared by ${domains.size} domains, so whoever gets its private half can sign as all of them`,
        help: "create keys for smaller groups of domains, or make the selectors CNAMEs to one name that you can change in one place",
        ...atText(first.zone, record, keySpan(first.found)),
      });
    }
  },
};

interface KeyUse {
  readonly zone: Zone;
  readonly found: DkimRecord;
}

import type { Zone } from "../../plan/zone.ts";
import { ofText } from "../../view/inside.ts";
import { signingDomain } from "../../view/mail-domain.ts";
import { type DkimRecord, keySpan, textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { FleetCheck } from "../check.ts";
import { EXAMPLE_DKIM } from "../example.ts";

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
        message: `the DKIM key of ${shownName(record.name)} is that of ${domains.size} domains, so whoever gets its private half can sign as all of them`,
        help: "make keys for smaller groups of domains, or let the selectors be CNAMEs to one name that can be changed at once",
        ...ofText(first.zone, record, keySpan(first.found)),
      });
    }
  },
};

interface KeyUse {
  readonly zone: Zone;
  readonly found: DkimRecord;
}

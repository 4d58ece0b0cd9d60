import { shownLive } from "../../inventory/live-record.ts";
import { parseDkim } from "../../mail/dkim.ts";
import { isSelector } from "../../mail/text-kind.ts";
import type { Domain } from "../../preset/domain.ts";
import { inTheWayOf, resolving, wantedAt } from "../../view/live.ts";
import { MAIL_PORTS } from "../../view/services.ts";
import { atDomain, atRecord } from "../../view/whereabouts.ts";
import { shownRecord } from "../../words/record.ts";
import { isWithin, relativeName } from "../../zone/name.ts";
import { isNullMx } from "../../zone/rdata.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const parkResidue: ZoneCheck = {
  id: "park-residue",
  severity: "warning",
  rule: "A parked domain has no leftovers of earlier mail: no DKIM keys, no MX, no autodiscover, no client services.",
  source: "M3AAWG Protecting Parked Domains (2022)",
  explanation: {
    why: "A key that is still published still verifies signatures, and whoever takes over the old service also takes over the names that lead to it.",
    effect: "Whoever has the old key sends mail that passes, and clients keep asking the old service.",
    fix: "Delete the record, or set the domain's real mode.",
    fails: example("mode: parked", EXAMPLE_DKIM),
    passes: example("mode: parked"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      if (domain.spec.mode !== "parked") continue;
      for (const record of domain.records) {
        const what = record.origin.preset === undefined ? residue(record, domain) : undefined;
        if (what === undefined) continue;
        report({
          message: `${shownRecord(record)} is ${what} in a parked domain, which has no mail`,
          help: "delete the record, or set the domain's real mode",
          ...atRecord(zone, record),
        });
      }
    }
  },
  checkLive(comparison, report) {
    const { zone, foreign } = comparison;
    for (const { domain } of zone.domains) {
      if (domain.spec.mode !== "parked") continue;
      for (const match of [...foreign.values()].flat()) {
        const { record } = match;
        const { name } = record;
        if (!isWithin(name, domain.spec.domain) || record.disabled || wantedAt(comparison, name).length > 0)
          continue;
        const what = record.values
          .map(({ data }) => data && residue({ name, data }, domain))
          .find((one) => one !== undefined);
        if (what === undefined) continue;
        report({
          message: `${shownLive(record)} is in the zone: ${what} in a parked domain, which has no mail`,
          help: resolving(zone, undefined, match),
          ...inTheWayOf(zone, undefined, match),
          ...atDomain(domain),
        });
      }
    }
  },
};

function residue({ name, data }: Pick<ZoneRecord, "name" | "data">, { spec }: Domain): string | undefined {
  if (isSelector(name)) {
    if (data.type === "TXT") return parseDkim(data.text).key ? "a DKIM key" : undefined;
    return data.type === "CNAME" ? "a DKIM selector" : undefined;
  }
  // at the domain itself it is beside the null MX, which mx-null-alone reports
  if (data.type === "MX") return name !== spec.domain && !isNullMx(data) ? "an MX" : undefined;
  const [first = ""] = relativeName(name, spec.domain).split(".");
  if (data.type === "SRV") {
    return Object.hasOwn(MAIL_PORTS, first) && data.target !== "." ? "a service of mail clients" : undefined;
  }
  return HOSTS.has(relativeName(name, spec.domain)) ? "a host of mail clients" : undefined;
}

const HOSTS: ReadonlySet<string> = new Set(["autodiscover", "autoconfig"]);

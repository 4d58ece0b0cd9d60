import { tagSpan, tagValue } from "../../mail/tag-list.ts";
import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import { dmarcOf, hasDmarcElsewhere } from "../../view/mail-domain.ts";
import { forbidsAll, spfOf } from "../../view/sending.ts";
import { isSettledElsewhere } from "../../view/transport-records.ts";
import { atDomain, atRecord } from "../../view/whereabouts.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import { isNullMx } from "../../zone/rdata.ts";
import { recordsAt, type ZoneRecord } from "../../zone/rrset.ts";
import type { Reported, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const parkComplete: ZoneCheck = {
  id: "park-complete",
  severity: "warning",
  rule: "A parked domain has a null MX if its cloud can store one, exactly v=spf1 -all, DMARC with p=reject, and an empty key at *._domainkey.",
  source: "M3AAWG Protecting Parked Domains (2022), RFC 7505, RFC 7208 §10.1.2",
  explanation: {
    why: "Domains without mail are popular with attackers. The four records say that no genuine mail comes from the domain or goes to it.",
    effect: "Receivers accept mail in its name, and senders keep trying to deliver to it.",
    fix: "Remove spf:, dmarc: and MX from a parked domain's spec. mode: parked adds all four records.",
    fails: example("mode: parked", "dmarc: {policy: quarantine}"),
    passes: example("mode: parked"),
  },
  check(zone, report) {
    for (const { domain, omitted } of zone.domains) {
      if (domain.spec.mode !== "parked") continue;
      // mx-null-provider reports a null MX that the cloud cannot store
      for (const reported of mx(zone, domain, omitted)) report(reported);
      for (const reported of spf(zone, domain)) report(reported);
      for (const reported of dmarc(zone, domain)) report(reported);
      const keys: Name = `*._domainkey.${domain.spec.domain}`;
      if (zone.owners.has(keys) || isSettledElsewhere(zone, `_domainkey.${domain.spec.domain}`)) continue;
      report(
        missing(
          domain,
          "no empty key at *._domainkey",
          '{name: "*._domainkey", type: TXT, value: v=DKIM1; p=}',
        ),
      );
    }
  },
};

function missing(domain: Domain, what: string, record: string): Reported {
  return {
    message: `${shownName(domain.spec.domain)} is parked but has ${what}, so receivers accept more forged mail`,
    help: `add ${record} to records`,
    ...atDomain(domain),
  };
}

function* mx(zone: Zone, domain: Domain, omitted: readonly ZoneRecord[]): Generator<Reported> {
  const { domain: name } = domain.spec;
  // mx-null-alone and park-residue report an MX beside it or in its place
  if (recordsAt(zone.owners, name, "MX").length > 0 || isSettledElsewhere(zone, name)) return;
  if (omitted.some(({ data }) => isNullMx(data))) return;
  yield missing(domain, "no null MX", "{type: MX, value: 0 .}");
}

function* spf(zone: Zone, domain: Domain): Generator<Reported> {
  const found = spfOf(zone, domain);
  if (found === undefined) yield missing(domain, "no SPF record", "{type: TXT, value: v=spf1 -all}");
  if (found === undefined || found === "elsewhere" || forbidsAll(found)) return;
  if (found.spf.problems.length > 0) return;
  yield {
    message: `${shownName(domain.spec.domain)} is parked, but its SPF record is not exactly v=spf1 -all, so receivers do not recognize a domain without mail`,
    help: "delete spf: from the spec, or set the domain's real mode",
    ...atRecord(zone, found.record),
  };
}

function* dmarc(zone: Zone, domain: Domain): Generator<Reported> {
  const { domain: name } = domain.spec;
  const policy = dmarcOf(zone, name);
  if (policy === undefined) {
    if (hasDmarcElsewhere(zone, name)) return;
    yield missing(domain, "no DMARC record", '{name: _dmarc, type: TXT, value: "v=DMARC1; p=reject"}');
    return;
  }
  for (const tag of ["p", "sp", "np"]) {
    const value = tagValue(policy.dmarc.tags, tag)?.toLowerCase();
    if (value === "reject" || (value === undefined && tag !== "p")) continue;
    yield {
      message: `${withoutDot(policy.record.name)} has ${value === undefined ? "no p=" : `${tag}=${value}`} although the domain is parked, so receivers accept forged mail in its name`,
      help: "delete dmarc: from the spec, or set every policy in it to reject",
      ...atText(zone, policy.record, tagSpan(policy.dmarc.tags, tag)),
    };
    return;
  }
}

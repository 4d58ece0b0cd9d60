import { shownLive } from "../../inventory/live-record.ts";
import { isDmarc } from "../../mail/text-kind.ts";
import type { Zone } from "../../plan/zone.ts";
import { inTheWayOf, resolving } from "../../view/live.ts";
import { hasDmarcElsewhere, isMailDomain } from "../../view/mail-domain.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownData, shownName } from "../../words/record.ts";
import type { RRset } from "../../zone/rrset.ts";
import type { Reported, ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const wildcardShadow: ZoneCheck = {
  id: "wildcard-shadow",
  severity: "warning",
  rule: "A wildcard does not answer where receivers look for policies: * has no DKIM, DMARC or MTA-STS text, and no CNAME unless there is a _dmarc record.",
  source: "RFC 4592 §2.2, §3.3; M3AAWG Protecting Parked Domains",
  explanation: {
    why: "A wildcard answers for every name that does not exist, including _dmarc and DKIM selectors, and with the same text for all of them.",
    effect:
      "Receivers find a record other than the one that they look for: a policy that was meant for one name, or whatever a web host publishes.",
    fix: "Put the record at its own name: the empty key for all selectors at *._domainkey, the policy at _dmarc.",
    fails: textExample("*", "v=DKIM1; p="),
    passes: textExample("*._domainkey", "v=DKIM1; p="),
  },
  check(zone, report) {
    for (const [name, rrsets] of zone.owners) {
      if (!name.startsWith("*.") || name.includes("._")) continue;
      for (const rrset of rrsets) {
        if (rrset.type === "TXT") for (const reported of texts(zone, rrset)) report(reported);
        if (rrset.type === "CNAME") for (const reported of aliases(zone, rrset)) report(reported);
      }
    }
  },
  checkLive({ zone, foreign, live }, report) {
    for (const domain of zone.domains.map((one) => one.domain)) {
      const base = domain.spec.domain;
      const policy = `_dmarc.${base}`;
      const hasPolicy = zone.owners.has(policy) || live.some(({ record }) => record.name === policy);
      for (const match of foreign.get(`*.${base}`) ?? []) {
        const { record } = match;
        const texts = record.values.filter(({ data }) => data?.type === "TXT" && isPolicy(data.text));
        const isAlias = record.type === "CNAME" && !hasPolicy && !hasDmarcElsewhere(zone, base);
        if (record.disabled || (texts.length === 0 && !isAlias)) continue;
        report({
          message: `${shownLive(record, isAlias ? record.values : texts)} is in the zone and answers for every name that does not exist, including ${shownName(policy)} and DKIM selectors`,
          help: isAlias
            ? "add a DMARC record under dmarc:, for which the wildcard then no longer answers"
            : resolving(zone, undefined, match),
          ...inTheWayOf(zone, undefined, match),
          ...atDomain(domain),
        });
      }
    }
  },
};

const isPolicy = (text: string): boolean =>
  isDmarc(text) || /^v=(?:DKIM1|STSv1|TLSRPTv1|BIMI1)\s*(?:;|$)/.test(text);

function* texts(zone: Zone, { name, records }: RRset): Generator<Reported> {
  for (const record of records) {
    const text = record.data.type === "TXT" ? record.data.text : "";
    if (!isPolicy(text)) continue;
    yield {
      message: `${shownName(name)} ${shownData(record)} answers for every name that does not exist, not only where receivers look for that policy`,
      help: text.startsWith("v=DKIM1")
        ? "put it at *._domainkey, with an empty p= only"
        : "put it at the name where receivers look for it, such as _dmarc",
      ...atOwner(zone, record),
    };
  }
}

function* aliases(zone: Zone, { name, records }: RRset): Generator<Reported> {
  const base = name.slice(2);
  const [record] = records;
  if (record === undefined || !isMailDomain(zone, base)) return;
  if (zone.owners.has(`_dmarc.${base}`) || hasDmarcElsewhere(zone, base)) return;
  yield {
    message: `${shownName(name)} ${shownData(record)} also answers for _dmarc.${shownName(base)}, which has no record of its own, so receivers look for the policy at the CNAME's target`,
    help: "add a DMARC record under dmarc:, for which the wildcard then no longer answers",
    ...atOwner(zone, record),
  };
}

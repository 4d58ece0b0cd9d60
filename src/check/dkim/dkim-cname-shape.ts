import { isSelector } from "../../mail/text-kind.ts";
import type { Zone } from "../../plan/zone.ts";
import { isOwn, signingDomain } from "../../view/mail-domain.ts";
import { type DkimTarget, dkimTargetsLike } from "../../view/vendor-hosts.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { atOwner, atTarget } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { Reported, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

const SENDGRID = "u1234567.wl150.sendgrid.net";

export const dkimCnameShape: ZoneCheck = {
  id: "dkim-cname-shape",
  severity: "error",
  rule: "A service's DKIM CNAMEs lead from each selector to the target for that selector, and none is missing.",
  source: "Microsoft 365, Amazon SES and SendGrid setup pages, as the presets cite them",
  explanation: {
    why: "Services that host the keys rotate them, so they need all their selectors, each at its own target.",
    effect:
      "A selector that leads to another one's target verifies nothing. If one is missing, signatures fail after the next key rotation.",
    fix: "Copy the selectors and targets from the service, or use its preset.",
    fails: example(
      "mode: send-only",
      `dkim: [{selector: s1, cname: s2.domainkey.${SENDGRID}}, {selector: s2, cname: s1.domainkey.${SENDGRID}}]`,
    ),
    passes: example(
      "mode: send-only",
      `dkim: [{selector: s1, cname: s1.domainkey.${SENDGRID}}, {selector: s2, cname: s2.domainkey.${SENDGRID}}]`,
    ),
  },
  check(zone, report) {
    const found = new Map<string, Found>();
    for (const { type, name, records } of zone.rrsets) {
      const [record] = records;
      if (type !== "CNAME" || record?.data.type !== "CNAME" || !isOwn(record) || !isSelector(name)) continue;
      const domain = signingDomain(name);
      for (const target of dkimTargetsLike(zone, record.data.target)) {
        const { service, selector } = target;
        if (selector !== name.slice(0, name.indexOf("._domainkey.")))
          report(wrongSelector(zone, record, target));
        if (!isForDomain(target, domain)) report(otherDomain(zone, record, target, domain));
        const key = `${service} ${domain}`;
        const group = found.get(key) ?? { target, record, domain, selectors: new Set<string>() };
        group.selectors.add(selector);
        found.set(key, group);
      }
    }
    for (const group of found.values()) {
      if (group.selectors.size < group.target.selectors) report(missingSelectors(zone, group));
    }
  },
};

/** The selectors of one service that sign for one domain. */
interface Found {
  readonly target: DkimTarget;
  readonly record: ZoneRecord;
  readonly domain: Name;
  readonly selectors: Set<string>;
}

function isForDomain({ domain }: DkimTarget, signed: Name): boolean {
  // no page says what becomes of a hyphen in the domain
  if (domain === undefined || signed.includes("-")) return true;
  // some domains get more characters at the end: contoso-com0i
  return domain.startsWith(withoutDot(signed).replaceAll(".", "-"));
}

function wrongSelector(zone: Zone, record: ZoneRecord, { service, selector }: DkimTarget): Reported {
  return {
    message: `${shownName(record.name)} leads to the key that ${service} has for the selector ${selector}, so signatures with either selector fail`,
    help: `use the selector ${selector} for this target`,
    ...atOwner(zone, record),
  };
}

function otherDomain(zone: Zone, record: ZoneRecord, { service }: DkimTarget, domain: Name): Reported {
  return {
    severity: "warning",
    message: `${shownName(record.name)} leads to a key whose name says that ${service} has it for another domain, so signatures of ${shownName(domain)} fail`,
    help: `copy the targets that ${service} shows for ${shownName(domain)}, or use its preset`,
    ...atTarget(zone, record),
  };
}

function missingSelectors(zone: Zone, { target, record, domain, selectors }: Found): Reported {
  const { service } = target;
  return {
    severity: "warning",
    message: `${shownName(domain)} has ${selectors.size} of the ${target.selectors} DKIM selectors of ${service}, which rotates its keys between them, so signatures will fail after a rotation`,
    help: `add the missing CNAMEs that ${service} shows, or use its preset`,
    ...atRecord(zone, record),
  };
}

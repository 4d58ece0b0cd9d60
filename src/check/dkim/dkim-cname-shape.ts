import { isSelector } from "../../mail/text-kind.ts";
import type { Zone } from "../../plan/zone.ts";
import { isOwn, signingDomain } from "../../view/mail-domain.ts";
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
      for (const shape of SHAPES) {
        const token = shape.pattern.exec(record.data.target)?.[1];
        if (token === undefined) continue;
        const selector = name.slice(0, name.indexOf("._domainkey."));
        if (selector !== shape.selector(token)) report(wrongSelector(zone, record, shape, token));
        if (!isForDomain(record.data.target, signingDomain(name), shape))
          report({
            severity: "warning",
            message: `${shownName(name)} leads to a key whose name says that ${shape.service} has it for another domain, so signatures of ${shownName(signingDomain(name))} fail`,
            help: `copy the targets that ${shape.service} shows for ${shownName(signingDomain(name))}, or use its preset`,
            ...atTarget(zone, record),
          });
        const key = `${shape.service} ${signingDomain(name)}`;
        const group = found.get(key) ?? {
          shape,
          record,
          domain: signingDomain(name),
          tokens: new Set<string>(),
        };
        group.tokens.add(token);
        found.set(key, group);
      }
    }
    for (const { shape, record, domain, tokens } of found.values()) {
      if (tokens.size >= shape.count) continue;
      report({
        severity: "warning",
        message: `${shownName(domain)} has ${tokens.size} of the ${shape.count} DKIM selectors of ${shape.service}, which rotates its keys between them, so signatures will fail after a rotation`,
        help: `add the missing CNAMEs that ${shape.service} shows, or use its preset`,
        ...atRecord(zone, record),
      });
    }
  },
};

interface Shape {
  readonly service: string;
  /** Matches a target. Its group is what shows the selector. */
  readonly pattern: RegExp;
  readonly selector: (token: string) => string;
  /** How many selectors the service needs. */
  readonly count: number;
  /** What a domain's target begins with, if the target has the domain in it. */
  readonly ofDomain?: (token: string, domain: string) => string;
}

function isForDomain(target: Name, domain: Name, { pattern, ofDomain }: Shape): boolean {
  const token = pattern.exec(target)?.[1] ?? "";
  // no page says what becomes of a hyphen in the domain
  if (ofDomain === undefined || domain.includes("-")) return true;
  return target.startsWith(ofDomain(token, withoutDot(domain)));
}

interface Found {
  readonly shape: Shape;
  readonly record: ZoneRecord;
  readonly domain: Name;
  readonly tokens: Set<string>;
}

const SHAPES: readonly Shape[] = [
  {
    service: "Microsoft 365",
    pattern:
      /^selector([12])-[a-z0-9-]+\._domainkey\.[a-z0-9-]+\.(?:onmicrosoft\.com|[a-z]-v1\.dkim\.mail\.microsoft)\.$/,
    selector: (token) => `selector${token}`,
    count: 2,
    // dots become hyphens, and some domains get more characters at the end: contoso-com0i
    ofDomain: (token, domain) => `selector${token}-${domain.replaceAll(".", "-")}`,
  },
  {
    service: "Amazon SES",
    pattern: /^([a-z0-9]{32})\.dkim\.(?:[a-z0-9-]+\.)?amazonses\.com\.$/,
    selector: (token) => token,
    count: 3,
  },
  {
    service: "SendGrid",
    pattern: /^s([12])\.domainkey\.u\d+\.wl\d*\.sendgrid\.net\.$/,
    selector: (token) => `s${token}`,
    count: 2,
  },
];

function wrongSelector(
  zone: Zone,
  record: ZoneRecord,
  { service, selector }: Shape,
  token: string,
): Reported {
  return {
    message: `${shownName(record.name)} leads to the key that ${service} has for the selector ${selector(token)}, so signatures with either selector fail`,
    help: `use the selector ${selector(token)} for this target`,
    ...atOwner(zone, record),
  };
}

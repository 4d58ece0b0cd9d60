import { quote } from "../../finding.ts";
import { DMARC_POLICIES } from "../../mail/dmarc.ts";
import {
  appliedBy,
  type DmarcAt,
  governing,
  inherited,
  NONE,
  strictestInherited,
} from "../../mail/governing-policy.ts";
import { tagSpan } from "../../mail/tag-list.ts";
import { type DmarcRecord, dmarcAt } from "../../plan/dmarc-at.ts";
import type { Zone } from "../../plan/zone.ts";
import { isOwn } from "../../view/mail-domain.ts";
import { textRecords } from "../../view/text-records.ts";
import { atConflict, atRecord } from "../../view/whereabouts.ts";
import { inText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import { organizationalDomain } from "../../zone/public-suffix.ts";
import { conflictPlaces, presetPlace, type ZoneRecord } from "../../zone/rrset.ts";
import type { AmongCheck, Report } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

const lines = (policy: string): readonly string[] => [
  "mailbox: tencent-exmail",
  EXAMPLE_DKIM,
  'dmarc: {policy: reject, rua: ["mailto:dmarc@example.com"]}',
  "records:",
  `  - {name: _dmarc.shop, type: TXT, value: "v=DMARC1; p=${policy}; rua=mailto:dmarc@example.com"}`,
];

export const dmarcWeakerBelow: AmongCheck = {
  id: "dmarc-weaker-below",
  severity: "warning",
  rule: "A name has no DMARC policy that is weaker than the one it would inherit; of a preset, such a policy is not published.",
  source: "RFC 9989 §4.10.1, §4.7",
  explanation: {
    why: "A record at a name replaces what the organization decided for all names below it. Many vendors' guides ask for p=none, whatever the organization has.",
    effect:
      "Mail with an address at that name can be forged, although the organization has receivers reject it.",
    fix: "Delete the record, so that the name inherits, or give it at least the policy above. While a new service is tested, waive the finding until a date.",
    fails: example(...lines("none")),
    passes: example(...lines("reject")),
  },
  checkAmong(zone, zones, report) {
    const at = dmarcAt(zones, zone);
    for (const { record, found } of written(zone, at)) {
      const domain = record.name.slice("_dmarc.".length);
      const above = strictestInherited(domain, at);
      const own = governing(domain, "walk", at);
      const applied = typeof own === "object" ? own.applied : NONE;
      if (above === undefined || applied >= above.applied) continue;
      const isTest = typeof own === "object" && own.policy >= above.applied;
      report({
        message: `the DMARC record ${shownName(record.name)} has receivers apply ${DMARC_POLICIES[applied]}, but without it ${shownName(domain)} would inherit ${DMARC_POLICIES[above.applied]} from ${shownName(above.found.record.name)}, so mail in its name can be forged`,
        help: `delete the record, or ${isTest ? "t=y in it" : `set p=${DMARC_POLICIES[above.applied]} in it`}`,
        ...atConflict(
          zone,
          record,
          found.record === record ? [above.found.record] : [found.record, above.found.record],
        ),
        ...(found.record === record && inText(zone, record, tagSpan(found.dmarc.tags, "p"))),
      });
    }
    unseen(zone, at, report);
    for (const { domain } of zone.domains) {
      for (const { record, text, above } of domain.withheldPolicies) {
        const { place, preset } = record.origin;
        report({
          severity: "info",
          message: `the DMARC record of ${preset?.id}, ${quote(text)}, is not published at ${shownName(record.name)}: the name inherits the stricter ${quote(above.text)} of ${shownName(above.record.name)}`,
          help: "nothing to do if that is intended; otherwise set the policy that you want under dmarc:, or at this name under records:",
          domain: withoutDot(domain.spec.domain),
          owner: record.name,
          place,
          related: [
            ...presetPlace(record.origin),
            ...conflictPlaces(above.record, "the record that it inherits from"),
          ],
        });
      }
    }
  },
};

/** Tells of a preset's p=none where the organization above may have a stricter policy that the specs do not show. */
function unseen(zone: Zone, at: DmarcAt<DmarcRecord>, report: Report): void {
  for (const { record, dmarc } of textRecords(zone).policies) {
    const domain = record.name.slice("_dmarc.".length);
    if (isOwn(record) || appliedBy({ dmarc }, domain) > NONE || inherited(domain, "walk", at) !== "hidden")
      continue;
    const above = shownName(organizationalDomain(domain));
    report({
      severity: "info",
      message: `the DMARC record ${shownName(record.name)} of ${record.origin.preset?.id} has p=none, which replaces whatever policy ${above} has for ${shownName(domain)}; the specs do not show that`,
      help: `if ${above} has a stricter policy, set the same under dmarc:, or leave the preset's out with groups or without`,
      ...atRecord(zone, record),
    });
  }
}

interface Written {
  /** The policy itself, or a CNAME that leads to it. */
  readonly record: ZoneRecord;
  readonly found: DmarcRecord;
}

/** The policies that specs have at `_dmarc` of names, each alone there, directly or by CNAME to a name of the run. */
function written(zone: Zone, at: DmarcAt<DmarcRecord>): Written[] {
  return zone.rrsets.flatMap(({ name, type, records }) => {
    const isPlace = name.startsWith("_dmarc.") && (type === "TXT" || type === "CNAME");
    const found = isPlace ? at(name.slice("_dmarc.".length)) : undefined;
    if (found === undefined || found === "hidden") return [];
    const [alias] = type === "CNAME" ? records : [];
    const record = alias ?? records.find((one) => one === found.record);
    return record !== undefined && isOwn(record) ? [{ record, found }] : [];
  });
}

import type { Limits } from "../../cloud/limits.ts";
import { isSelector } from "../../mail/text-kind.ts";
import type { Zone } from "../../plan/zone.ts";
import { atConflict, atRecord, editable } from "../../view/whereabouts.ts";
import { atOwner, atTarget, atText } from "../../view/whereabouts-inside.ts";
import { shownData, shownName, shownRecord } from "../../words/record.ts";
import { pointsTo } from "../../zone/rdata.ts";
import { type RRset, recordsAt, type ZoneRecord } from "../../zone/rrset.ts";
import { textLength } from "../../zone/txt.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const provCapability: ZoneCheck = {
  id: "prov-capability",
  severity: "error",
  rule: "A record is one that its cloud stores unchanged; a cloud may reject or rewrite others.",
  source: "vendor, see the cloud's limits",
  unwaivable: "the cloud refuses the record, or stores another one",
  explanation: {
    why: "Clouds differ in what they store: lengths, characters, and services that are not offered.",
    effect: "The cloud rejects the record, or publishes a different one.",
    fix: "Change the value as the finding says, or move the domain to another cloud.",
    fails: example(
      "dns: alidns",
      "mode: parked",
      "records:",
      `  - {name: a, type: TXT, value: ${"x".repeat(600)}}`,
    ),
    passes: example("dns: alidns", "mode: parked", "records:", "  - {name: a, type: TXT, value: x}"),
  },
  check(zone, report) {
    const { nullSrv, nameCharacters } = zone.cloud.limits;
    for (const rrset of zone.rrsets) {
      if (rrset.type === "TXT") texts(zone, rrset, report);
      if (rrset.type === "SRV" && !nullSrv.able) nullServices(zone, rrset, report);
      if (nameCharacters !== undefined) characters(zone, rrset, nameCharacters, report);
    }
    for (const { omitted } of zone.domains) omittedServices(zone, omitted, report);
    if (zone.flattenApex) besideFlattened(zone, report);
  },
};

function texts(zone: Zone, rrset: RRset, report: Report): void {
  const { title, limits } = zone.cloud;
  let total = 0;
  for (const record of rrset.records) {
    const text = record.data.type === "TXT" ? record.data.text : "";
    const length = textLength(text);
    total += length;
    if (length > limits.txtOctets.max) {
      report({
        message: `${shownName(rrset.name)} TXT has ${length} octets; ${title} accepts at most ${limits.txtOctets.max}, so it would reject the record`,
        help: isSelector(rrset.name)
          ? "use an RSA key of 2048 bits, or let the provider host the key with dkim: {selector, cname}"
          : "shorten the text, or move the domain to another cloud",
        ...atRecord(zone, record),
      });
    }
    for (const { pattern, problem } of limits.refusedTexts ?? []) {
      const found = pattern.exec(text);
      if (found === null) continue;
      report({
        message: `the text of ${shownRecord(record)} ${problem}, so it would not be published unchanged`,
        help: "change the text, or move the domain to another cloud",
        ...atText(zone, record, { offset: found.index, length: found[0].length }),
      });
    }
  }
  const most = limits.txtRRsetOctets?.max;
  if (most === undefined || total <= most) return;
  report({
    message: `the ${rrset.records.length} TXT of ${shownName(rrset.name)} have ${total} octets together; ${title} accepts ${most}, so it would reject some of them`,
    help: "delete texts that are no longer needed",
    ...atRecord(zone, editable(rrset.records as [ZoneRecord, ...ZoneRecord[]])),
  });
}

function nullServices(zone: Zone, { records }: RRset, report: Report): void {
  for (const record of records) {
    if (pointsTo(record.data) !== ".") continue;
    report({
      message: `${shownRecord(record)} says that the service is not offered; ${zone.cloud.title} rejects the target ".", so the record cannot be published there`,
      help: "delete this record; without it clients just do not find the service",
      ...atTarget(zone, record),
    });
  }
}

/** Services that a preset marks as not offered, on a cloud that cannot publish that. */
function omittedServices(zone: Zone, omitted: readonly ZoneRecord[], report: Report): void {
  for (const record of omitted) {
    if (record.data.type !== "SRV") continue;
    report({
      severity: "info",
      message: `${shownRecord(record)} is not published, since ${zone.cloud.title} rejects the target "."`,
      help: "nothing to do; clients just do not find the service",
      ...atRecord(zone, record),
    });
  }
}

function characters(
  zone: Zone,
  { name, records }: RRset,
  { pattern }: NonNullable<Limits["nameCharacters"]>,
  report: Report,
): void {
  const isOddName = !pattern.test(name);
  for (const record of records) {
    const target = pointsTo(record.data);
    const odd = isOddName ? name : target !== undefined && !pattern.test(target) ? target : undefined;
    if (odd === undefined) continue;
    report({
      message: `${shownName(odd)} in ${shownName(name)} ${shownData(record)} has characters that ${zone.cloud.title} rejects, so it cannot be published there`,
      help: "write the name in ASCII",
      ...(odd === name ? atOwner(zone, record) : atTarget(zone, record)),
    });
  }
}

/** A flattened CNAME may be beside other data, but not beside addresses. */
function besideFlattened(zone: Zone, report: Report): void {
  const [alias] = recordsAt(zone.owners, zone.name, "CNAME");
  if (alias === undefined) return;
  for (const type of ["A", "AAAA"] as const) {
    const [address] = recordsAt(zone.owners, zone.name, type);
    if (address === undefined) continue;
    report({
      message: `${shownRecord(address)} is beside ${shownRecord(alias)}, which ${zone.cloud.title} answers with addresses, so it rejects one of the two`,
      help: `delete the ${type} records or the CNAME`,
      ...atConflict(zone, address, [alias]),
    });
  }
}

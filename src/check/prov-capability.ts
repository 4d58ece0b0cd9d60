import type { Limits } from "../cloud/cloud.ts";
import type { Zone } from "../cloud/zone.ts";
import { type Name, octets } from "../zone/name.ts";
import { pointsTo } from "../zone/rdata.ts";
import { type RRset, recordsAt, type ZoneRecord } from "../zone/zone.ts";
import type { Reported, ZoneCheck } from "./check.ts";
import { example } from "./example.ts";
import { ofOwner, ofTarget, ofText } from "./inside.ts";
import { editable, ofConflict, ofRecord } from "./origin.ts";
import { isSelector } from "./text-records.ts";
import { shownData, shownName, shownRecord } from "./wording.ts";

export const provCapability: ZoneCheck = {
  id: "prov-capability",
  severity: "error",
  rule: "A record is one that its cloud stores as it is; what the cloud refuses or rewrites never gets right.",
  source: "vendor, see the cloud's limits",
  explanation: {
    why: "Clouds differ in what they store: lengths, characters, services that are not offered.",
    effect: "The cloud refuses the record, or publishes another one.",
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
    for (const rrset of zone.rrsets) {
      if (rrset.type === "TXT") for (const reported of texts(zone, rrset)) report(reported);
      if (rrset.type === "SRV" && !zone.cloud.limits.nullSrv.able)
        for (const reported of nullServices(zone, rrset)) report(reported);
      if (zone.cloud.limits.nameCharacters !== undefined) {
        for (const reported of characters(zone, rrset, zone.cloud.limits.nameCharacters)) report(reported);
      }
    }
    for (const { omitted } of zone.domains)
      for (const reported of omittedServices(zone, omitted)) report(reported);
    if (zone.flattenApex) for (const reported of besideFlattened(zone)) report(reported);
  },
};

function* texts(zone: Zone, rrset: RRset): Generator<Reported> {
  const { title, limits } = zone.cloud;
  let total = 0;
  for (const record of rrset.records) {
    const text = record.data.type === "TXT" ? record.data.text : "";
    const length = octets(text);
    total += length;
    if (length > limits.txtOctets.max) {
      yield {
        message: `${shownName(rrset.name)} TXT has ${length} octets; ${title} takes ${limits.txtOctets.max} at most, so it would be refused`,
        help: isSelector(rrset.name)
          ? "use an RSA key of 2048 bits, or let the provider hold the key with dkim: {selector, cname}"
          : "shorten the text, or move the domain to another cloud",
        ...ofRecord(zone, record),
      };
    }
    for (const { pattern, problem } of limits.refusedTexts ?? []) {
      const found = pattern.exec(text);
      if (found === null) continue;
      yield {
        message: `the text of ${shownRecord(record)} ${problem}, so it would not be published as it is`,
        help: "change the text, or move the domain to another cloud",
        ...ofText(zone, record, { offset: found.index, length: found[0].length }),
      };
    }
  }
  const most = limits.txtRRsetOctets?.max;
  if (most === undefined || total <= most) return;
  yield {
    message: `the ${rrset.records.length} TXT of ${shownName(rrset.name)} have ${total} octets together; ${title} takes ${most}, so some would be refused`,
    help: "delete texts that are no longer needed",
    ...ofRecord(zone, editable(rrset.records as [ZoneRecord, ...ZoneRecord[]])),
  };
}

function* nullServices(zone: Zone, { records }: RRset): Generator<Reported> {
  for (const record of records) {
    if (pointsTo(record.data) !== ".") continue;
    yield {
      message: `${shownRecord(record)} says that the service is not offered; ${zone.cloud.title} refuses the target ".", so it cannot be published there`,
      help: "delete this record: without it the service is just not found",
      ...ofTarget(zone, record),
    };
  }
}

/** What a preset says is not offered, where the cloud cannot say so. */
function* omittedServices(zone: Zone, omitted: readonly ZoneRecord[]): Generator<Reported> {
  for (const record of omitted) {
    if (record.data.type !== "SRV") continue;
    yield {
      severity: "info",
      message: `${shownRecord(record)} is not published, since ${zone.cloud.title} refuses the target "."`,
      help: "nothing needs to be done: the service is just not found",
      ...ofRecord(zone, record),
    };
  }
}

function* characters(
  zone: Zone,
  { name, records }: RRset,
  { pattern }: NonNullable<Limits["nameCharacters"]>,
): Generator<Reported> {
  for (const record of records) {
    const target = pointsTo(record.data);
    const odd = [name, ...(target === undefined ? [] : [target])].find((text: Name) => !pattern.test(text));
    if (odd === undefined) continue;
    yield {
      message: `${shownName(odd)} in ${shownName(name)} ${shownData(record)} has characters that ${zone.cloud.title} refuses, so it cannot be published there`,
      help: "write the name in ASCII",
      ...(odd === name ? ofOwner(zone, record) : ofTarget(zone, record)),
    };
  }
}

/** A CNAME that is answered as addresses stands beside other data, but not beside addresses. */
function* besideFlattened(zone: Zone): Generator<Reported> {
  const [alias] = recordsAt(zone.owners, zone.name, "CNAME");
  if (alias === undefined) return;
  for (const type of ["A", "AAAA"] as const) {
    const [address] = recordsAt(zone.owners, zone.name, type);
    if (address === undefined) continue;
    yield {
      message: `${shownRecord(address)} stands beside ${shownRecord(alias)}, which ${zone.cloud.title} answers as addresses, so it refuses one of the two`,
      help: `delete the ${type} records or the CNAME`,
      ...ofConflict(zone, address, [alias]),
    };
  }
}

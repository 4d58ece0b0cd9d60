/** The mail domains of a zone: its own name, and names below it that have a mail service of their own. */
import { detect } from "../preset/detect/detect.ts";
import { type Service, servicesOf } from "../preset/detect/service.ts";
import type { Library } from "../preset/library.ts";
import { type Name, parentName } from "../zone/name.ts";
import { compareNames } from "../zone/order.ts";
import { nameProblem } from "./nameable.ts";
import type { SourceRecord } from "./source-zone.ts";

export function servicesAt(
  records: readonly SourceRecord[],
  domain: Name,
  zone: Name,
  library: Library,
): readonly Service[] {
  return servicesOf(detect(records, { domain, zone }, library.presets()), records, domain);
}

/**
 * The zone's name first. A name with an MX of its own is one if a mailbox or gateway there explains more of its records than
 * the services of the zone's name do, which may have a return path there.
 */
export function mailDomains(records: readonly SourceRecord[], zone: Name, library: Library): readonly Name[] {
  const holders = new Set(records.filter(({ data }) => data.type === "MX").map(({ name }) => name));
  holders.delete(zone);
  if (holders.size === 0) return [zone];
  const explained = explainedBy(servicesAt(records, zone, zone, library));
  const below = recordsBelow(records, holders);
  const isOwn = (name: Name): boolean => {
    if (nameProblem(name) !== undefined) return false;
    const within = below.get(name) ?? [];
    const services = servicesAt(within, name, zone, library);
    if (!services.some(({ role }) => role === "mailbox" || role === "gateway")) return false;
    return explainedBy(services).size > within.filter((one) => explained.has(one)).length;
  };
  return [zone, ...[...holders].filter(isOwn).sort(compareNames)];
}

/** The records at and below each of the names. */
function recordsBelow(
  records: readonly SourceRecord[],
  names: ReadonlySet<Name>,
): ReadonlyMap<Name, readonly SourceRecord[]> {
  const below = new Map<Name, SourceRecord[]>([...names].map((name) => [name, []]));
  for (const record of records) {
    for (let name = record.name; name !== "."; name = parentName(name)) below.get(name)?.push(record);
  }
  return below;
}

const explainedBy = (services: readonly Service[]): ReadonlySet<object> =>
  new Set(services.flatMap(({ detection }) => detection.matched.map(({ fact }) => fact.record)));

/** The DNS records of any Pulumi program as zones, so that the checks see them as they see those of specs. */
import type { Cloud } from "../cloud/cloud.ts";
import { cloudOfRecord, cloudOfZone } from "../cloud/clouds.ts";
import type { Place } from "../finding.ts";
import type { Zone } from "../plan/zone.ts";
import { zoneOfFile } from "../plan/zone-file-zone.ts";
import { absolute, type Name, withoutDot } from "../zone/name.ts";
import { registeredDomain } from "../zone/public-suffix.ts";
import type { Rdata } from "../zone/rdata.ts";
import type { ZoneFileRecord } from "../zone/read-zone-file.ts";

/** A resource of the program. In a preview, reading a value that is not known yet throws. */
export interface ProgramResource {
  readonly urn: string;
  /** The Pulumi token. */
  readonly type: string;
  readonly props: Readonly<Record<string, unknown>>;
}

/** What a record resource says, with its owner as the program wrote it. */
interface Owned {
  readonly urn: string;
  readonly cloud: Cloud;
  /** The zone's id at its cloud, or its name; undefined if it is not known yet. */
  readonly zone: string | undefined;
  /** Without a final dot; relative to the zone if `isRelative`. */
  readonly owner: string;
  readonly isRelative: boolean;
  readonly ttl: number | undefined;
  readonly data: readonly Rdata[];
}

/** The zones of all record resources that can be read. A finding's file is the URN of the resource that it is about. */
export function programZones(resources: readonly ProgramResource[]): Zone[] {
  const names = zoneNames(resources);
  const records = resources.flatMap(readResource);
  const groups = Map.groupBy(
    records,
    (one) => `${one.cloud.id} ${one.zone ?? (one.isRelative ? "" : registeredDomain(absolute(one.owner)))}`,
  );
  return [...groups.values()].map(zoneOf(names));
}

const zoneOf =
  (names: ReadonlyMap<string, Name>) =>
  (records: readonly Owned[]): Zone => {
    const [first] = records as [Owned, ...Owned[]];
    const zone = names.get(first.zone ?? "") ?? guessed(records);
    const read = records.flatMap((one) => recordsOf(one, zone));
    const file = { zone, origins: [], soa: undefined, records: read, others: [], findings: [] };
    return zoneOfFile(file, zone, zone, first.urn, { cloud: first.cloud });
  };

/** Stands for the name of a zone of which only relative names are known. */
const UNKNOWN: Name = "zone.invalid.";

function guessed(records: readonly Owned[]): Name {
  const { owner } = records.find(({ isRelative }) => !isRelative) ?? {};
  return owner === undefined ? UNKNOWN : registeredDomain(absolute(owner));
}

function recordsOf({ urn, owner, isRelative, ttl, data }: Owned, zone: Name): ZoneFileRecord[] {
  const place: Place = { file: urn, line: 1, column: 1 };
  const name = !isRelative ? absolute(owner) : owner === "@" ? zone : (`${owner}.${zone}` as Name);
  return data.map((one) => ({ name, ttl, data: one, place, ownerPlace: place, words: [] }));
}

/** The names of zones that the program creates, by their ids. */
function zoneNames(resources: readonly ProgramResource[]): ReadonlyMap<string, Name> {
  const names = new Map<string, Name>();
  for (const { type, props } of resources) {
    if (cloudOfZone(type) === undefined) continue;
    const { zoneId, id = zoneId, domainName, name = domainName } = knownOf(props);
    if (typeof id === "string" && typeof name === "string") names.set(id, absolute(name));
  }
  return names;
}

function readResource({ urn, type, props }: ProgramResource): Owned[] {
  const cloud = cloudOfRecord(type);
  if (cloud === undefined) return [];
  const values = knownOf(props);
  const raised = cloud.raise(values);
  if (raised === undefined) return [];
  const owner = withoutDot(raised.name);
  const byName = cloud.zoneArgument === undefined;
  const zone = values[byName ? "domainName" : "zoneId"];
  return [
    {
      urn,
      cloud,
      zone: typeof zone === "string" ? zone : undefined,
      owner,
      // a name of one label is never that of a zone; `@` is the zone itself
      isRelative: !byName && !owner.includes("."),
      ttl: raised.ttl,
      data: raised.data,
    },
  ];
}

/** What of the values is known before the update. */
function knownOf(props: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(props)) {
    try {
      values[name] = props[name];
    } catch {
      // not known yet
    }
  }
  return values;
}

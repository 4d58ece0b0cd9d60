/** Compares what a zone holds with what the specs want, and with what the stack owns. */
import { cloudOfHostname } from "../cloud/clouds.ts";
import type { ListedZone, LiveRecord } from "../cloud/listing.ts";
import { accountPrefix, isNamedIn, parseRecordName } from "../cloud/resource-name.ts";
import type { PlannedRecord } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { policyWorkerOf } from "../preset/policy-worker.ts";
import type { Name } from "../zone/name.ts";
import { isPlain, liveKey, nameIfWanted, recordKey } from "./live-record.ts";
import type { OwnedResource } from "./owned.ts";

/**
 * How a record in the zone relates to the stack:
 * - `owned`: in its state and still wanted, with these values or others, or made by the cloud for a hostname in its state;
 * - `leaving`: in its state but no longer wanted: this deployment deletes it;
 * - `identical`: wanted exactly so, but not in its state: creating it would be refused as a duplicate;
 * - `different`: with other values in the place of a wanted record that is not in its state;
 * - `foreign`: none of these. The checks say which of them conflict.
 */
export type Standing = "owned" | "leaving" | "identical" | "different" | "foreign";

/** A record of the zone. */
export interface LiveMatch {
  readonly record: LiveRecord;
  readonly standing: Standing;
  /** The wanted record that it is, or whose place it has. */
  readonly wanted?: PlannedRecord;
  /** The state's resource for it. */
  readonly owned?: OwnedResource;
}

/**
 * How a wanted record relates to the zone: `owned` is in the state and in the zone, `missing` only in the state;
 * `identical` and `different` are not in the state, but a live record has their place; `absent` will be created.
 */
export interface WantedMatch {
  readonly planned: PlannedRecord;
  readonly standing: "owned" | "missing" | "identical" | "different" | "absent";
  readonly live?: LiveRecord;
  readonly owned?: OwnedResource;
}

export interface Comparison {
  readonly zone: Zone;
  readonly listed: ListedZone;
  /** In the order of the listing. */
  readonly live: readonly LiveMatch[];
  /** In the order of the plan. */
  readonly wanted: readonly WantedMatch[];
  /** In the state but no longer in the zone, wanted or not. */
  readonly gone: readonly OwnedResource[];
  /** Live records that are not the stack's, by owner. */
  readonly foreign: ReadonlyMap<Name, readonly LiveMatch[]>;
}

/** `planned` and `owned` may include other zones; `owned` has records, and hostnames of Workers. */
export function compareZone(
  zone: Zone,
  planned: readonly PlannedRecord[],
  owned: readonly OwnedResource[],
  listed: ListedZone,
): Comparison {
  const wanted = planned.filter((record) => record.zone === zone);
  const inState = new Map(
    owned.filter(({ type }) => type === zone.cloud.token).map((resource) => [resource.name, resource]),
  );
  const byId = new Map([...inState.values()].map((one) => [zone.cloud.listing.idOf(one.outputs), one]));
  const wantedByName = new Map(wanted.map((one) => [one.name, one]));
  const places = new Places(zone, wanted);
  const hostnames = hostnamesIn(zone, owned);

  // at most one record has the place of a wanted record that is not in the state: the identical one, or else the first
  const taken = new Map<PlannedRecord, LiveRecord>();
  const held = listed.records.map((record): LiveMatch => {
    const hostname = record.locked ? hostnames.get(record.name) : undefined;
    if (hostname !== undefined) return ofHostname(zone, record, hostname);
    const resource = byId.get(record.id);
    if (resource !== undefined) {
      const still = wantedByName.get(resource.name);
      return still === undefined
        ? { record, standing: "leaving", owned: resource }
        : { record, standing: "owned", owned: resource, wanted: still };
    }
    const same = places.identical(record);
    if (same === undefined || taken.has(same)) return { record, standing: "foreign" };
    taken.set(same, record);
    return { record, standing: "identical", wanted: same };
  });
  const live = held.map((match): LiveMatch => {
    if (match.standing !== "foreign") return match;
    const { record } = match;
    const place = places.at(record);
    if (place === undefined || taken.has(place) || inState.has(place.name)) return match;
    taken.set(place, record);
    return { record, standing: "different", wanted: place };
  });

  const present = new Map(live.flatMap(({ owned: one, record }) => (one ? [[one, record] as const] : [])));
  return {
    zone,
    listed,
    live,
    wanted: wanted.map((one) => standingOf(one, inState.get(one.name), present, taken.get(one), live)),
    gone: [...inState.values()].filter(
      (one) => isNamedIn(one.name, zone.account, zone.name) && !present.has(one),
    ),
    foreign: Map.groupBy(
      live.filter(({ owned: one }) => one === undefined),
      ({ record }) => record.name,
    ),
  };
}

/** The state's hostnames in the zone, for which the cloud makes records that nobody can change, by their names. */
const hostnamesIn = ({ cloud, account, name: zone }: Zone, owned: readonly OwnedResource[]) =>
  new Map(
    owned
      .filter(({ type, name }) => cloudOfHostname(type) === cloud && isNamedIn(name, account, zone))
      .map((one) => [parseRecordName(one.name)?.owner, one]),
  );

/** The record that the cloud has made for a hostname of the state. */
function ofHostname({ domains }: Zone, record: LiveRecord, owned: OwnedResource): LiveMatch {
  const isWanted = domains.some(({ domain }) => policyWorkerOf(domain)?.host === record.name);
  return { record, standing: isWanted ? "owned" : "leaving", owned };
}

function standingOf(
  planned: PlannedRecord,
  owned: OwnedResource | undefined,
  present: ReadonlyMap<OwnedResource, LiveRecord>,
  instead: LiveRecord | undefined,
  live: readonly LiveMatch[],
): WantedMatch {
  if (owned !== undefined) {
    const record = present.get(owned);
    return record === undefined
      ? { planned, standing: "missing", owned }
      : { planned, standing: "owned", owned, live: record };
  }
  if (instead === undefined) return { planned, standing: "absent" };
  const standing = live.find(({ record }) => record === instead)?.standing;
  return { planned, standing: standing === "identical" ? "identical" : "different", live: instead };
}

/** The places of the zone's wanted records. */
class Places {
  readonly #zone: Zone;
  readonly #byName: ReadonlyMap<string, PlannedRecord>;
  readonly #byValues: ReadonlyMap<string, PlannedRecord>;

  constructor(zone: Zone, wanted: readonly PlannedRecord[]) {
    this.#zone = zone;
    this.#byName = new Map(wanted.map((one) => [one.name, one]));
    this.#byValues = new Map(
      wanted.map((one) => [
        recordKey(one.owner, String(one.args["type"]), zone.cloud.raise(one.args)?.data ?? []),
        one,
      ]),
    );
  }

  /** The wanted record of the same owner, type and values, whatever its TTL. */
  identical(record: LiveRecord): PlannedRecord | undefined {
    return this.#byValues.get(liveKey(record) ?? "");
  }

  /** The wanted record whose resource this record would be, if it were the stack's. */
  at(record: LiveRecord): PlannedRecord | undefined {
    if (!isPlain(record)) return undefined;
    const { account, cloud, name } = this.#zone;
    return this.#byName.get(`${accountPrefix(account)}${nameIfWanted(cloud, name, record)}`);
  }
}

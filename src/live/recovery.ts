/**
 * What to repair after a run of the engine that was killed, crashed or lost an answer: compares the stack's state with what
 * the zones really contain. Every repair changes only the state, never a record of a zone.
 */
import { cloudOf, cloudOfRecord, cloudOfWorker, cloudOfZone, signingPart } from "../cloud/clouds.ts";
import type { LiveRecord } from "../cloud/listing.ts";
import type { Raised } from "../cloud/raise.ts";
import type { ResourceArgs } from "../cloud/resource.ts";
import { liveKey, recordKey, shownLive } from "../inventory/live-record.ts";
import { urnName, withoutProviderId } from "../plan/urn.ts";
import { liveIdOf, ReadableZones } from "./readable-zones.ts";
import {
  about,
  type Forget,
  type Keep,
  type ReadAnew,
  type Repair,
  type TakeIn,
  type TakeOut,
} from "./repair.ts";
import { pendingOf, resourcesOf, type StateFile, type StateResource } from "./stack-state.ts";
import type { Survey, SurveyedZone, SurveyedZoneResource } from "./survey.ts";

export interface Recovery {
  /** In the order in which to make them. */
  readonly repairs: readonly Repair[];
  /** What cannot be determined here: one line each, for the user. */
  readonly unclear: readonly string[];
}

/** The part of a survey that a recovery uses. */
export type Surveyed = Pick<Survey, "zones">;

export function recoveryOf(state: StateFile, { zones }: Surveyed): Recovery {
  const zoned = new ReadableZones(zones);
  const records = resourcesOf(state).filter(isRecord);
  const flagged = sortFlagged(records, zoned);
  const held = records.filter((resource) => !flagged.gone.some(({ of }) => of === resource));
  const known: Known = {
    state,
    zones,
    zoned,
    held,
    heldIds: new Set(held.map(liveIdOf)),
    heldUrns: new Set(held.filter((resource) => !resource.delete).map(({ urn }) => urn)),
    urns: new Set(resourcesOf(state).map(({ urn }) => urn)),
  };
  const stopped = stoppedCreations(known);
  const taken = new Set(stopped.found);
  return {
    repairs: [
      ...flagged.gone.map(({ of: _, ...repair }) => repair),
      ...flagged.kept,
      ...doubted(known),
      ...stopped.takeIns,
      ...zones.flatMap((zone) => unansweredZone(zone, known, stopped.takeIns)),
      ...zones.flatMap((zone) => unanswered(zone, known, taken)),
      ...stopped.forgets,
    ],
    unclear: [...flagged.unclear, ...stopped.unclear],
  };
}

interface Known {
  readonly state: StateFile;
  readonly zones: readonly SurveyedZone[];
  readonly zoned: ReadableZones;
  /** The record resources that stay in the state, and the ids of their records. */
  readonly held: readonly StateResource[];
  readonly heldIds: ReadonlySet<string>;
  /** URNs of those that are not about to be deleted. */
  readonly heldUrns: ReadonlySet<string>;
  /** URNs of everything in the state. */
  readonly urns: ReadonlySet<string>;
}

interface StoppedCreations {
  readonly takeIns: readonly TakeIn[];
  readonly forgets: readonly Forget[];
  readonly unclear: readonly string[];
  /** The records that they created. */
  readonly found: readonly LiveRecord[];
}

/** What the interrupted run was creating, whether or not it is in the zone by now. */
function stoppedCreations(known: Known): StoppedCreations {
  const takeIns: TakeIn[] = [];
  const forgets: Forget[] = [];
  const unclear: string[] = [];
  const found: LiveRecord[] = [];
  for (const attempts of creations(known.state)) {
    const [first] = attempts;
    const forget = (why: string): void => {
      const what = `the run was interrupted while creating it; ${why}`;
      forgets.push({ ...about(first, what), repair: "forget" });
    };
    if (isZone(first)) {
      const own = known.zones.find(({ resource }) => resource?.urn === first.urn)?.resource;
      if (known.urns.has(first.urn)) forget("it is in the state");
      else if (own?.standing === "absent") forget("it does not exist, so the next pulumi up creates it");
      else if (own?.standing === "foreign") {
        takeIns.push(takeInZone(own, "the run was interrupted while creating it, but it exists"));
      } else {
        unclear.push(
          `${urnName(first.urn)}: the run was interrupted while creating the zone, and it could not be determined whether it exists`,
        );
      }
      continue;
    }
    const zone = known.zoned.of(first.type, first.inputs);
    const part = signingPart(first.type);
    if (part !== undefined) forget(known.urns.has(first.urn) ? "it is in the state" : part.again);
    else if (isWorker(first)) forget("the next pulumi up creates it, which changes nothing if it is there");
    else if (!isRecord(first)) forget("nothing at a cloud belongs to it");
    else if (zone === undefined) {
      unclear.push(
        `${urnName(first.urn)}: the run was interrupted while creating it, and its zone was not read, so it is unknown whether it exists`,
      );
    } else {
      const [made] = attempts.flatMap((resource) => {
        const record = findLike(zone, raise(resource.type, resource.inputs), known.heldIds);
        return record === undefined ? [] : [{ resource, record }];
      });
      if (made !== undefined) {
        const takeIn = takeInStopped(made.resource, made.record, known);
        found.push(made.record);
        if (takeIn) takeIns.push(takeIn);
        else {
          unclear.push(
            `${shownLive(made.record)} was created by the interrupted run, but in the state ${urnName(first.urn)} is another record: delete the superfluous one at ${cloudOf(zone.cloud).title}`,
          );
        }
      } else if (known.heldUrns.has(first.urn)) forget("it is in the state");
      else forget("it is not in the zone, so the next pulumi up creates it");
    }
  }
  return { takeIns, forgets, unclear, found };
}

/** Undefined if the state has another resource in its place. */
function takeInStopped(resource: StateResource, record: LiveRecord, known: Known): TakeIn | undefined {
  const { urn, parent, provider } = resource;
  if (known.heldUrns.has(urn) || parent === undefined || provider === undefined) return undefined;
  return {
    ...about(
      resource,
      `${shownLive(record)}: the run was interrupted while creating it, but it is in the zone`,
    ),
    repair: "take-in",
    record,
    parent,
    provider: withoutProviderId(provider),
    ...dependenciesOf(resource),
  };
}

/**
 * A zone that is to be created, exists without records, and is not in the state, though its provider is: it was created, but
 * the answer was lost. A zone with records may be somebody else's.
 */
function unansweredZone(
  { resource, listing }: SurveyedZone,
  known: Known,
  taken: readonly TakeIn[],
): TakeIn[] {
  const isEmpty = listing?.every(({ type }) => type === "NS" || type === "SOA");
  if (resource?.standing !== "foreign" || !isEmpty || !known.urns.has(resource.provider)) return [];
  if (taken.some(({ urn }) => urn === resource.urn)) return [];
  return [
    takeInZone(
      resource,
      "it exists, is empty and is not in the state: it was created, but the answer was lost",
    ),
  ];
}

const takeInZone = (zone: SurveyedZoneResource, what: string): TakeIn => ({
  ...about(zone, `the zone ${zone.name}: ${what}`),
  repair: "take-in",
  record: { importId: zone.importId ?? "" },
  provider: zone.provider,
  retainOnDelete: true,
});

/** What is in the zone exactly as wanted, but not in the state: created, though the cloud answered with an error or not at all. */
function unanswered(zone: SurveyedZone, known: Known, taken: ReadonlySet<LiveRecord>): TakeIn[] {
  const wantedByName = new Map(zone.wanted.map((wanted) => [wanted.name, wanted]));
  return (zone.listing ?? []).flatMap((record, i): TakeIn[] => {
    const { standing, wanted: name = "" } = zone.live[i] ?? {};
    const wanted = wantedByName.get(name);
    if (standing !== "identical" || wanted === undefined || taken.has(record)) return [];
    // with another TTL than the wanted one, it was not created by this stack
    if (raise(wanted.type, wanted.args)?.ttl !== record.ttl || known.heldUrns.has(wanted.urn)) return [];
    // without them this stack never created anything of this domain: that is a case for adopt
    if (!known.urns.has(wanted.parent) || !known.urns.has(wanted.provider)) return [];
    const what = `${shownLive(record)} is in the zone exactly as wanted, but not in the state: it was created, but the answer was lost`;
    return [
      {
        ...about(wanted, what),
        repair: "take-in",
        record,
        parent: wanted.parent,
        provider: wanted.provider,
      },
    ];
  });
}

/** Records of the state that are, or may be, different at the cloud. */
function doubted({ state, zoned, held, heldUrns, urns }: Known): Iterable<ReadAnew> {
  const doubts = new Map<string, ReadAnew>();
  const doubt = (resource: StateResource, what: string): void => {
    if (doubts.has(resource.urn)) return;
    doubts.set(resource.urn, { ...about(resource, what), repair: "read-anew" });
  };
  for (const { type, resource } of pendingOf(state)) {
    const isHeld = isWorker(resource)
      ? urns.has(resource.urn)
      : isRecord(resource) && heldUrns.has(resource.urn);
    if (type === "creating" || !isHeld) continue;
    doubt(resource, `the run was interrupted while ${type} it, so the outcome is unknown`);
  }
  for (const resource of held) {
    const zone = zoned.of(resource.type, resource.outputs);
    if (zone === undefined || resource.pendingReplacement || resource.delete) continue;
    const record = zoned.recordOf(zone, resource);
    if (record === undefined) {
      doubt(resource, "it is not in the zone, so the cloud would refuse to change or delete it");
    } else if (isUntold(resource, zone, record)) {
      doubt(
        resource,
        `${shownLive(record)} is as wanted, but the state has the old value: it was changed, but the answer was lost`,
      );
    }
  }
  return doubts.values();
}

/** What was being created when the engine was killed: the attempts for each resource, more than one after several crashes. */
function creations(state: StateFile): Iterable<readonly [StateResource, ...StateResource[]]> {
  const byUrn = new Map<string, [StateResource, ...StateResource[]]>();
  for (const { type, resource } of pendingOf(state)) {
    if (type !== "creating") continue;
    const before = byUrn.get(resource.urn);
    if (before) before.push(resource);
    else byUrn.set(resource.urn, [resource]);
  }
  return byUrn.values();
}

interface SortedFlagged {
  readonly gone: readonly (TakeOut & { readonly of: StateResource })[];
  readonly kept: readonly Keep[];
  readonly unclear: readonly string[];
}

/** Sorts the resources that the engine regards as deleted, or will delete, by whether they are in the zone. */
function sortFlagged(records: readonly StateResource[], zoned: ReadableZones): SortedFlagged {
  const gone: SortedFlagged["gone"][number][] = [];
  const kept: Keep[] = [];
  const unclear: string[] = [];
  for (const resource of records) {
    const { urn, id = "", pendingReplacement } = resource;
    if (!pendingReplacement && !resource.delete) continue;
    const zone = zoned.of(resource.type, resource.outputs);
    if (zone === undefined) {
      unclear.push(
        `${urnName(urn)}: it was about to be replaced, and its zone was not read, so it is unknown whether it exists`,
      );
    } else if (zoned.recordOf(zone, resource) === undefined) {
      const what =
        "it is already deleted, and the engine would delete it again, which Cloudflare refuses with error 81044";
      gone.push({ ...about(resource, what), repair: "take-out", id, of: resource });
    } else if (pendingReplacement) {
      const what = "the state regards it as deleted, but it is in the zone";
      kept.push({ ...about(resource, what), repair: "keep", id });
    }
  }
  return { gone, kept, unclear };
}

/** A live record that is not in the state, with the same owner, type and values, whatever its TTL. */
function findLike(
  { listing }: SurveyedZone,
  wanted: Raised | undefined,
  held: ReadonlySet<string>,
): LiveRecord | undefined {
  if (wanted === undefined) return undefined;
  const key = recordKey(wanted.name, wanted.type, wanted.data);
  return listing?.find((record) => !held.has(record.id) && liveKey(record) === key);
}

/** Whether the zone has what is wanted while the state has something else, perhaps of another type and under another URN. */
function isUntold(resource: StateResource, { wanted }: SurveyedZone, record: LiveRecord): boolean {
  const live = liveKey(record);
  const same = (values: ResourceArgs | undefined): boolean | undefined => {
    const said = raise(resource.type, values);
    return said && said.ttl === record.ttl && recordKey(said.name, said.type, said.data) === live;
  };
  return (
    same(resource.outputs) === false &&
    wanted.some((one) => one.owner === record.name && one.type === resource.type && same(one.args) === true)
  );
}

const isRecord = ({ type }: Pick<StateResource, "type">): boolean => cloudOfRecord(type) !== undefined;

const isWorker = ({ type }: Pick<StateResource, "type">): boolean => cloudOfWorker(type) !== undefined;

const isZone = ({ type }: Pick<StateResource, "type">): boolean => cloudOfZone(type) !== undefined;

const raise = (token: string, values: ResourceArgs | undefined): Raised | undefined =>
  values && cloudOfRecord(token)?.raise(values);

function dependenciesOf(resource: StateResource): Pick<TakeIn, "dependencies"> {
  const { dependencies, propertyDependencies, replaceOnChanges } = resource;
  if (!dependencies || dependencies.length === 0) return {};
  const byArgument = Object.entries(propertyDependencies ?? {}).map(([key, urns]) => [key, urns ?? []]);
  return {
    dependencies: {
      dependencies,
      propertyDependencies: Object.fromEntries(byArgument),
      replaceOnChanges: replaceOnChanges ?? [],
    },
  };
}

/**
 * What is to be done after a run of the engine that was killed, crashed or lost an answer: the stack's state against what
 * the zones really hold. Every repair changes the state alone; no record of any zone is touched.
 */
import { cloudOf, cloudOfRecord, cloudOfZone } from "../cloud/clouds.ts";
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
import type { Survey, SurveyedRecord, SurveyedZone, SurveyedZoneResource } from "./survey.ts";

export interface Recovery {
  /** In the order in which they are to be made. */
  readonly repairs: readonly Repair[];
  /** What cannot be told from here: one line each, for the user. */
  readonly unclear: readonly string[];
}

/** What a recovery knows of a survey. */
export type Surveyed = Pick<Survey, "zones" | "anchors">;

export function recoveryOf(state: StateFile, { zones, anchors }: Surveyed): Recovery {
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
    anchors: new Map(anchors.map(({ name, urn }) => [name, urn])),
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
  /** The record resources of the state that stay in it, and the ids of their records. */
  readonly held: readonly StateResource[];
  readonly heldIds: ReadonlySet<string>;
  /** Of those that are not about to be deleted. */
  readonly heldUrns: ReadonlySet<string>;
  /** Of everything in the state. */
  readonly urns: ReadonlySet<string>;
  /** URN of each anchor, by logical name. */
  readonly anchors: ReadonlyMap<string, string>;
}

interface StoppedCreations {
  readonly takeIns: readonly TakeIn[];
  readonly forgets: readonly Forget[];
  readonly unclear: readonly string[];
  /** The records that they made. */
  readonly found: readonly LiveRecord[];
}

/** What the killed run was creating: in the zone by now, or not. */
function stoppedCreations(known: Known): StoppedCreations {
  const takeIns: TakeIn[] = [];
  const forgets: Forget[] = [];
  const unclear: string[] = [];
  const found: LiveRecord[] = [];
  for (const attempts of creations(known.state)) {
    const [first] = attempts;
    const forget = (why: string): void => {
      const what = `the run was stopped while creating it, and ${why}`;
      forgets.push({ ...about(first, what), repair: "forget" });
    };
    if (isZone(first)) {
      const own = known.zones.find(({ resource }) => resource?.urn === first.urn)?.resource;
      if (known.urns.has(first.urn)) forget("the state has it");
      else if (own?.standing === "absent") forget("it is not there, so the next up creates it");
      else if (own?.standing === "foreign") {
        takeIns.push(takeInZone(own, "the run was stopped while creating it, and it is there"));
      } else {
        unclear.push(
          `${urnName(first.urn)}: the run was stopped while creating the zone, and whether it is there could not be told`,
        );
      }
      continue;
    }
    const zone = known.zoned.of(first.type, first.inputs);
    if (!isRecord(first)) forget("it is nothing at a cloud");
    else if (zone === undefined) {
      unclear.push(
        `${urnName(first.urn)}: the run was stopped while creating it, and its zone was not read, so whether it is there is not known`,
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
            `${shownLive(made.record)} was made by the run that was stopped, and ${urnName(first.urn)} is another record in the state: delete the one that is too many at ${cloudOf(zone.cloud).title}`,
          );
        }
      } else if (known.heldUrns.has(first.urn)) forget("the state has it");
      else forget("it is not in the zone, so the next up creates it");
    }
  }
  return { takeIns, forgets, unclear, found };
}

/** Undefined where the state has another resource in its place. */
function takeInStopped(resource: StateResource, record: LiveRecord, known: Known): TakeIn | undefined {
  const { urn, parent, provider } = resource;
  if (known.heldUrns.has(urn) || parent === undefined || provider === undefined) return undefined;
  return {
    ...about(resource, `${shownLive(record)}: the run was stopped while creating it, and it is in the zone`),
    repair: "take-in",
    record,
    parent,
    provider: withoutProviderId(provider),
    ...dependenciesOf(resource),
  };
}

/**
 * A zone that is to be created, is there with nothing in it, and is in no state, though its provider is: made, though the
 * answer was lost. What holds a record may be anybody's.
 */
function unansweredZone(
  { resource, listing }: SurveyedZone,
  known: Known,
  taken: readonly TakeIn[],
): TakeIn[] {
  const isEmpty = listing?.every(({ type }) => type === "NS" || type === "SOA");
  if (resource?.standing !== "foreign" || !isEmpty || !known.urns.has(resource.provider)) return [];
  if (taken.some(({ urn }) => urn === resource.urn)) return [];
  return [takeInZone(resource, "it is there, empty, and in no state: it was made, but the answer was lost")];
}

const takeInZone = (zone: SurveyedZoneResource, what: string): TakeIn => ({
  ...about(zone, `the zone ${zone.name}: ${what}`),
  repair: "take-in",
  record: { importId: zone.importId ?? "" },
  provider: zone.provider,
  retainOnDelete: true,
});

/** What is in the zone just as it is wanted, and in no state: made, though the cloud answered with an error or not at all. */
function unanswered(zone: SurveyedZone, known: Known, taken: ReadonlySet<LiveRecord>): TakeIn[] {
  const wantedByName = new Map(zone.wanted.map((wanted) => [wanted.name, wanted]));
  return (zone.listing ?? []).flatMap((record, i): TakeIn[] => {
    const { standing, wanted: name = "" } = zone.live[i] ?? {};
    const wanted = wantedByName.get(name);
    if (standing !== "identical" || wanted === undefined || taken.has(record)) return [];
    // another TTL than the wanted one was not made by this stack
    if (raise(wanted.type, wanted.args)?.ttl !== record.ttl || known.heldUrns.has(wanted.urn)) return [];
    // without them nothing of this domain was ever made by this stack: adopt is for that
    if (!known.urns.has(wanted.parent) || !known.urns.has(wanted.provider)) return [];
    const what = `${shownLive(record)} is in the zone just as it is wanted, and in no state: it was made, but the answer was lost`;
    return [
      {
        ...about(wanted, what),
        repair: "take-in",
        record,
        parent: wanted.parent,
        provider: wanted.provider,
        ...hangingOn(wanted, known),
      },
    ];
  });
}

/** What the state has wrong, or may have wrong, of records that it holds. */
function doubted({ state, zones, zoned, held, heldUrns }: Known): Iterable<ReadAnew> {
  const doubts = new Map<string, ReadAnew>();
  const doubt = (resource: StateResource, what: string): void => {
    if (doubts.has(resource.urn)) return;
    doubts.set(resource.urn, { ...about(resource, what), repair: "read-anew" });
  };
  for (const { type, resource } of pendingOf(state)) {
    if (type === "creating" || !isRecord(resource) || !heldUrns.has(resource.urn)) continue;
    doubt(resource, `the run was stopped while ${type} it, so what became of it is not known`);
  }
  const wantedByUrn = new Map(zones.flatMap(({ wanted }) => wanted).map((wanted) => [wanted.urn, wanted]));
  for (const resource of held) {
    const zone = zoned.of(resource.type, resource.outputs);
    if (zone === undefined || resource.pendingReplacement || resource.delete) continue;
    const record = zoned.recordOf(zone, resource);
    if (record === undefined) {
      doubt(resource, "it is not in the zone, so the cloud would refuse to change or delete it");
    } else if (isUntold(resource, wantedByUrn.get(resource.urn), record)) {
      doubt(
        resource,
        `${shownLive(record)} is as it is wanted, and the state does not know: it was changed, but the answer was lost`,
      );
    }
  }
  return doubts.values();
}

/** What was being created when the engine was killed: for each resource the attempts, more than one after several crashes. */
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

/** The resources that the engine counts as deleted, or as to be deleted, by whether they are in the zone. */
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
        `${urnName(urn)}: it was about to be replaced, and its zone was not read, so whether it is there is not known`,
      );
    } else if (zoned.recordOf(zone, resource) === undefined) {
      const what =
        "it is deleted already, and the engine would delete it again, which Cloudflare refuses with 81044";
      gone.push({ ...about(resource, what), repair: "take-out", id, of: resource });
    } else if (pendingReplacement) {
      const what = "it counts as deleted, and it is in the zone";
      kept.push({ ...about(resource, what), repair: "keep", id });
    }
  }
  return { gone, kept, unclear };
}

/** A live record that no state holds, of the same owner, type and values; whatever its TTL. */
function findLike(
  { listing }: SurveyedZone,
  wanted: Raised | undefined,
  held: ReadonlySet<string>,
): LiveRecord | undefined {
  if (wanted === undefined) return undefined;
  const key = recordKey(wanted.name, wanted.type, wanted.data);
  return listing?.find((record) => !held.has(record.id) && liveKey(record) === key);
}

/** Whether the zone has what is wanted where the state has something else. */
function isUntold(resource: StateResource, wanted: SurveyedRecord | undefined, record: LiveRecord): boolean {
  const live = liveKey(record);
  const same = (values: ResourceArgs | undefined): boolean | undefined => {
    const said = raise(resource.type, values);
    return said && said.ttl === record.ttl && recordKey(said.name, said.type, said.data) === live;
  };
  return wanted !== undefined && same(wanted.args) === true && same(resource.outputs) === false;
}

const isRecord = ({ type }: Pick<StateResource, "type">): boolean => cloudOfRecord(type) !== undefined;

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

/** As `src/pulumi/records.ts` registers it. */
function hangingOn({ type, args, anchor }: SurveyedRecord, known: Known): Pick<TakeIn, "dependencies"> {
  const urn = anchor === undefined ? undefined : known.anchors.get(anchor);
  const owner = cloudOfRecord(type)?.ownerArgument;
  if (urn === undefined || owner === undefined || !known.urns.has(urn)) return {};
  return {
    dependencies: {
      dependencies: [urn],
      propertyDependencies: Object.fromEntries(
        Object.keys(args).map((key) => [key, key === owner ? [urn] : []]),
      ),
      replaceOnChanges: [owner],
    },
  };
}

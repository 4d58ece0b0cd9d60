/** Turns the engine's steps into changes to records, zones and policies. */
import type { Cloud } from "../cloud/cloud.ts";
import { cloudOfRecord, cloudOfScript, cloudOfSigning, cloudOfZone, signingPart } from "../cloud/clouds.ts";
import type { Raised } from "../cloud/raise.ts";
import { parseRecordName, parseZoneName, recordOwnerPath } from "../cloud/resource-name.ts";
import { pathOf, tombstonedRecord } from "../inventory/tombstones.ts";
import { COMPONENT_TYPE, TOMBSTONE_TYPE } from "../plan/plan.ts";
import { urnName } from "../plan/urn.ts";
import { compareNames, compareText } from "../zone/order.ts";
import type { ResourceState, Step } from "./engine-events.ts";
import type { ChangeKind, PolicyChange, RecordChange, RecordState, ZoneChange } from "./plan-change.ts";

export interface PlanChanges {
  /** By name and cloud. */
  readonly zones: readonly ZoneChange[];
  /** By domain. */
  readonly policies: readonly PolicyChange[];
  /** By domain, owner and type. */
  readonly changes: readonly RecordChange[];
  readonly unchanged: number;
  /** Resources that change and are not records. */
  readonly others: number;
}

const CREATES: ReadonlySet<string> = new Set([
  "create",
  "create-replacement",
  "import",
  "import-replacement",
]);
const DELETES: ReadonlySet<string> = new Set(["delete", "delete-replaced", "discard", "discard-replaced"]);

/** The mail domain whose component has this URN. */
const domainIn = (urn: string): string | undefined =>
  urn.includes(`::${COMPONENT_TYPE}::`) ? urnName(urn) : undefined;

/** The steps of some mail domains' resources; of all for none. */
export const stepsOf = (steps: readonly Step[], domains: readonly string[]): readonly Step[] =>
  domains.length === 0
    ? steps
    : steps.filter((step) => domains.includes(domainIn(step.new?.parent ?? step.old?.parent ?? "") ?? ""));

export function planChanges(steps: readonly Step[]): PlanChanges {
  const byResource = Map.groupBy(steps, ({ urn }) => urn);
  const flipping = new Set(steps.flatMap(flippingOwner));
  const changes: RecordChange[] = [];
  const policies: PolicyChange[] = [];
  let unchanged = 0;
  let others = 0;
  const zones: ZoneChange[] = signingChanges(steps);
  for (const own of byResource.values()) {
    const kind = kindOf(own);
    const zone = zoneChange(own[0], kind);
    const isRecord = cloudOfRecord(own[0]?.type) !== undefined;
    const policy = policyChange(own, kind);
    if (zone !== undefined) zones.push(zone);
    else if (policy !== undefined) policies.push(policy);
    else if (cloudOfSigning(own[0]?.type) !== undefined) continue;
    else if (!isRecord) others += kind === undefined ? 0 : 1;
    else if (kind === undefined) unchanged += 1;
    else changes.push(changeOf(own as [Step, ...Step[]], kind, flipping));
  }
  return {
    zones: zones.sort(compareZones),
    policies: policies.sort(comparePolicies),
    changes: changes.sort(compareChanges),
    unchanged,
    others,
  };
}

/** A zone is created or released, never updated (src/pulumi/records.ts). */
function zoneChange(step: Step | undefined, kind: ChangeKind | undefined): ZoneChange | undefined {
  const cloud = cloudOfZone(step?.type);
  if (step === undefined || cloud === undefined || (kind !== "create" && kind !== "delete")) return undefined;
  const resource = urnName(step.urn);
  return {
    kind: kind === "create" ? "create" : "forget",
    resource,
    cloud: cloud.id,
    ...parseZoneName(resource),
  };
}

/** What becomes of the signing of each zone, all its parts together. */
function signingChanges(steps: readonly Step[]): ZoneChange[] {
  const byZone = Map.groupBy(
    steps.filter(({ type }) => cloudOfSigning(type) !== undefined),
    ({ type, urn }) => `${cloudOfSigning(type)?.id} ${urnName(urn)}`,
  );
  return [...byZone.values()].flatMap((own) => {
    const [first] = own;
    const cloud = cloudOfSigning(first?.type);
    const kinds = [...Map.groupBy(own, ({ urn }) => urn).values()].map(kindOf);
    const kind = signingKind(kinds, own);
    if (first === undefined || cloud === undefined || kind === undefined) return [];
    const resource = urnName(first.urn);
    return [{ kind, resource, cloud: cloud.id, ...parseZoneName(resource) }];
  });
}

function signingKind(
  kinds: readonly (ChangeKind | undefined)[],
  steps: readonly Step[],
): ZoneChange["kind"] | undefined {
  if (kinds.includes("replace")) return "rekey";
  if (kinds.includes("delete")) return "forget-signing";
  if (kinds.every((kind) => kind === undefined)) return undefined;
  return steps.some(switchesOff) ? "unsign" : "sign";
}

/** Whether a step has the arguments with which a zone is not signed. */
const switchesOff = ({ type, new: next }: Step): boolean =>
  Object.entries(signingPart(type)?.off ?? {}).some(([argument, value]) => next?.inputs[argument] === value);

/** The policy that a script serves; undefined for anything else, and for one that stays. */
function policyChange(steps: readonly Step[], kind: ChangeKind | undefined): PolicyChange | undefined {
  const [first] = steps;
  const cloud = cloudOfScript(first?.type);
  if (first === undefined || cloud === undefined || kind === undefined) return undefined;
  const resource = urnName(first.urn);
  const { before, after, domain } = sidesOf(steps, kind, ({ inputs }) => cloud.worker?.textIn(inputs));
  return {
    kind,
    resource,
    cloud: cloud.id,
    domain,
    host: parseRecordName(resource)?.owner ?? ".",
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

/** What is read of a resource before all of its steps and after them, and the mail domain that it belongs to. */
function sidesOf<T>(
  steps: readonly Step[],
  kind: ChangeKind,
  read: (state: ResourceState) => T | undefined,
): { readonly before: T | undefined; readonly after: T | undefined; readonly domain: string | undefined } {
  const old = steps.find((step) => step.old)?.old;
  const next = steps.findLast((step) => step.new)?.new;
  return {
    before: old && kind !== "create" ? read(old) : undefined,
    after: next && kind !== "delete" ? read(next) : undefined,
    domain: domainIn(next?.parent ?? old?.parent ?? ""),
  };
}

const compareZones = (a: ZoneChange, b: ZoneChange): number =>
  compareNames(a.zone, b.zone) ||
  compareText(a.cloud, b.cloud) ||
  compareText(a.resource, b.resource) ||
  compareText(a.kind, b.kind);

/** What all of a resource's steps do to it together; undefined if nothing. */
function kindOf(steps: readonly Step[]): ChangeKind | undefined {
  const creates = steps.some(({ op }) => CREATES.has(op));
  const deletes = steps.some(({ op }) => DELETES.has(op));
  if (creates) return deletes ? "replace" : "create";
  if (deletes) return "delete";
  return steps.some(({ op }) => op === "update") ? "update" : undefined;
}

/** Whether the resource is replaced, and is gone before it is there again. */
function deletesFirst(steps: readonly Step[]): boolean {
  const position = (ops: ReadonlySet<string>): number => steps.findIndex(({ op }) => ops.has(op));
  return kindOf(steps) === "replace" && position(DELETES) < position(CREATES);
}

/** An owner of which a record goes to make way for others of another kind. */
function flippingOwner({ type, op, urn }: Step): string | [] {
  const of =
    type === TOMBSTONE_TYPE && op === "create-replacement" ? tombstonedRecord(urnName(urn)) : undefined;
  return of === undefined ? [] : recordOwnerPath(of);
}

function changeOf(
  steps: readonly [Step, ...Step[]],
  kind: ChangeKind,
  flipping: ReadonlySet<string>,
): RecordChange {
  const [{ urn, type: token }] = steps;
  const cloud = cloudOfRecord(token) as Cloud;
  const resource = urnName(urn);
  const { before, after, domain } = sidesOf(steps, kind, ({ inputs }) => cloud.raise(inputs));
  const named = parseRecordName(resource);
  return {
    kind,
    resource,
    cloud: cloud.id,
    domain,
    owner: (after ?? before)?.name ?? named?.owner ?? ".",
    type: (after ?? before)?.type ?? named?.type ?? "record",
    ...(kind !== "create" && { before: stateOf(before) }),
    ...(kind !== "delete" && { after: stateOf(after) }),
    gap: flipping.has(pathOf(resource) ?? "") || deletesFirst(steps),
  };
}

const stateOf = (raised: Raised | undefined): RecordState => ({
  data: raised?.data ?? [],
  ...(raised?.ttl !== undefined && { ttl: raised.ttl }),
});

const compareChanges = (a: RecordChange, b: RecordChange): number =>
  compareText(a.domain ?? "", b.domain ?? "") ||
  compareNames(a.owner, b.owner) ||
  compareText(a.type, b.type) ||
  compareText(a.resource, b.resource);

const comparePolicies = (a: PolicyChange, b: PolicyChange): number =>
  compareText(a.domain ?? "", b.domain ?? "") || compareText(a.resource, b.resource);

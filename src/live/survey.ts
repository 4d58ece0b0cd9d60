/**
 * The survey of a stack: everything that is known before anything is changed, as one JSON document. `adopt`, `drift` and
 * `recover` use it. `src/engine/survey.ts` obtains it with a preview of the stack that registers nothing.
 *
 *     stack        name, project and the organization of the engine
 *     specs        each mail domain with the file and line of its spec, relative to `root`, the project's folder
 *     zones        each zone of the specs: cloud, account, id, name servers, minimum TTL of its edition,
 *                  `listing`: every record in it (LiveRecord), or null if it could not be read (a finding says why);
 *                  `wanted`: every record resource that the program would register, its arguments with the zone's id
 *                  filled in, with URN, parent and provider, and how it compares with the listing;
 *                  `live`: how each record of the listing compares, by its id, and whether a check reports it;
 *                  `resource`: that of the zone itself, if the stack creates it
 *     owned        every record in the stack's state, of these zones and of others: urn, name, type, id, outputs
 *     findings     of the live checks (with waivers, profiles and `existing` applied), and zones that cannot be read
 *
 * A record of the listing is owned if an `owned[].id` is its `id`. Names are absolute with a final dot, domains without.
 */
import type { LiveFinding } from "../check/run-live.ts";
import { cloudOfRecord } from "../cloud/clouds.ts";
import type { LiveRecord } from "../cloud/listing.ts";
import type { ResourceArgs } from "../cloud/resource.ts";
import { zoneResourceName } from "../cloud/resource-name.ts";
import type { Finding } from "../finding.ts";
import type { Comparison, LiveMatch, Standing, WantedMatch } from "../inventory/compare.ts";
import { madeZone, type Owned, type OwnedResource } from "../inventory/owned.ts";
import { COMPONENT_TYPE, type PlannedRecord, type PlannedResource } from "../plan/plan.ts";
import { providerName, providerUrn } from "../plan/provider-name.ts";
import { urnOf } from "../plan/urn.ts";
import { type Zone, zoneImportId } from "../plan/zone.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import { type Name, withoutDot } from "../zone/name.ts";

export interface Survey {
  readonly version: 1;
  readonly stack: StackName;
  readonly root: string;
  readonly specs: readonly SurveyedSpec[];
  readonly zones: readonly SurveyedZone[];
  readonly owned: readonly SurveyedOwned[];
  readonly findings: readonly SurveyedFinding[];
}

export interface StackName {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
}

export interface SurveyedSpec {
  /** Without final dot. */
  readonly domain: string;
  readonly file: string;
  /** The line that names the domain, from 1; absent if that is not in a file. */
  readonly line?: number;
}

export interface SurveyedZone {
  readonly name: Name;
  readonly cloud: CloudId;
  readonly account?: string;
  /** Absent if it was neither given nor found, or is not needed. */
  readonly id?: string;
  readonly nameServers: readonly Name[];
  readonly minTtl?: number;
  /** The zone's servers according to DNS; absent if DNS was not asked or did not answer. */
  readonly delegation?: readonly Name[];
  /** The mail domains in it. */
  readonly domains: readonly string[];
  readonly listing: readonly LiveRecord[] | null;
  /** One for each record of the listing, in its order. */
  readonly live: readonly SurveyedLive[];
  readonly wanted: readonly SurveyedRecord[];
  readonly resource?: SurveyedZoneResource;
}

/** The resource with which the stack creates a zone. */
export interface SurveyedZoneResource {
  readonly urn: string;
  /** Logical name. */
  readonly name: string;
  /** Pulumi token. */
  readonly type: string;
  /** URN, without the id that the engine adds. */
  readonly provider: string;
  /**
   * `owned`: in the state; `absent`: does not exist, so the next `up` creates it; `foreign`: exists and is not in the state;
   * `unknown`: it could not be determined whether it exists.
   */
  readonly standing: "owned" | "absent" | "foreign" | "unknown";
  /** Its id for `pulumi import`, if it exists. */
  readonly importId?: string;
}

export interface SurveyedLive {
  readonly id: string;
  readonly standing: Standing;
  /** Logical name of the wanted record that it is, or whose place it takes. */
  readonly wanted?: string;
  /** URN of the resource in the state. */
  readonly owned?: string;
  /** Whether an error or a warning is about it: it is foreign and conflicts. */
  readonly conflicts: boolean;
}

interface Surveyed {
  readonly urn: string;
  /** Logical name. */
  readonly name: string;
  /** Pulumi token. */
  readonly type: string;
  /** The mail domain, which is the name of the parent component. */
  readonly domain: string;
  readonly parent: string;
  readonly args: ResourceArgs;
}

export interface SurveyedRecord extends Surveyed {
  readonly owner: Name;
  /** URN of its provider, without the id that the engine adds. */
  readonly provider: string;
  readonly providerName: string;
  /** Absent if the zone could not be read. */
  readonly standing?: WantedMatch["standing"];
  /** Id of the record of the listing that it is, or that takes its place. */
  readonly live?: string;
}

export interface SurveyedOwned extends OwnedResource {
  /** In the form of a LiveRecord's id. */
  readonly id: string;
}

export interface SurveyedFinding extends Finding {
  /** Ids of the records that it is about. */
  readonly live: readonly string[];
}

/** What a survey is made from. */
export interface Surveying {
  readonly stack: StackName;
  /** The project's folder; default: the working directory. */
  readonly root?: string;
  readonly zones: readonly Zone[];
  readonly ids: ReadonlyMap<Zone, string>;
  /** Zones that the next `up` creates. */
  readonly absent: ReadonlySet<Zone>;
  readonly planned: readonly PlannedResource[];
  readonly owned: Owned;
  readonly comparisons: readonly Comparison[];
  readonly findings: readonly (Finding & Partial<Pick<LiveFinding, "live">>)[];
}

export function surveyOf(known: Surveying): Survey {
  const { stack, zones, owned, findings } = known;
  const inTheWay = new Set(
    findings.filter(({ severity }) => severity !== "info").flatMap(({ live = [] }) => live),
  );
  return {
    version: 1,
    stack,
    root: known.root ?? ".",
    specs: specsOf(zones),
    zones: zones.map((zone) => zoneOf(zone, known, inTheWay)),
    owned: owned.records.map((resource) => ({ ...resource, id: idOf(resource) })),
    findings: findings.map(({ live = [], ...finding }) => ({ ...finding, live: live.map(({ id }) => id) })),
  };
}

function zoneOf(zone: Zone, known: Surveying, inTheWay: ReadonlySet<LiveRecord>): SurveyedZone {
  const comparison = known.comparisons.find((one) => one.zone === zone);
  const matches = new Map(comparison?.wanted.map((match) => [match.planned, match]));
  const { id = known.ids.get(zone), nameServers = [], minTtl, delegation } = comparison?.listed ?? {};
  return {
    name: zone.name,
    cloud: zone.cloud.id,
    ...(zone.account !== undefined && { account: zone.account }),
    ...(id !== undefined && { id }),
    nameServers,
    ...(minTtl !== undefined && { minTtl }),
    ...(delegation !== undefined && { delegation }),
    domains: zone.domains.map(({ domain }) => withoutDot(domain.spec.domain)),
    listing: comparison?.listed.records ?? null,
    live: (comparison?.live ?? []).map((match) => liveOf(match, inTheWay)),
    wanted: known.planned
      .filter((resource) => resource.kind === "record")
      .filter((resource) => resource.zone === zone)
      .map((resource) => recordOf(resource, matches.get(resource), known)),
    ...(zone.create !== undefined && { resource: zoneResourceOf(zone, known) }),
  };
}

const resourceOf = (resource: PlannedResource, stack: StackName): Omit<Surveyed, "args"> => ({
  urn: urnOf(stack, `${COMPONENT_TYPE}$${resource.type}`, resource.name),
  name: resource.name,
  type: resource.type,
  domain: resource.domain,
  parent: urnOf(stack, COMPONENT_TYPE, resource.domain),
});

function zoneResourceOf(zone: Zone, { stack, ids, absent, owned }: Surveying): SurveyedZoneResource {
  const { token: type } = zone.cloud.zoneResource;
  const name = zoneResourceName(zone.account, zone.name);
  const id = ids.get(zone);
  const isOwned = madeZone(zone, owned.zones) !== undefined;
  const unowned = absent.has(zone) ? "absent" : id === undefined ? "unknown" : "foreign";
  return {
    urn: urnOf(stack, type, name),
    name,
    type,
    provider: providerUrn(stack, zone),
    standing: isOwned ? "owned" : unowned,
    ...(id !== undefined && { importId: zoneImportId(zone, id) }),
  };
}

function recordOf(
  one: PlannedRecord,
  match: WantedMatch | undefined,
  { stack, ids }: Surveying,
): SurveyedRecord {
  const { zone } = one;
  const id = ids.get(zone);
  const { zoneArgument } = zone.cloud;
  const args =
    zoneArgument === undefined || id === undefined ? one.args : { ...one.args, [zoneArgument]: id };
  return {
    ...resourceOf(one, stack),
    args,
    owner: one.owner,
    provider: providerUrn(stack, zone),
    providerName: providerName(zone),
    ...(match && { standing: match.standing, ...(match.live && { live: match.live.id }) }),
  };
}

function specsOf(zones: readonly Zone[]): SurveyedSpec[] {
  const specs = new Map<string, SurveyedSpec>();
  for (const { domain } of zones.flatMap((zone) => zone.domains)) {
    const name = withoutDot(domain.spec.domain);
    const { file, line } = domain.spec.place;
    specs.set(name, { domain: name, file, ...(line !== undefined && { line }) });
  }
  return [...specs.values()];
}

function liveOf(
  { record, standing, wanted, owned }: LiveMatch,
  inTheWay: ReadonlySet<LiveRecord>,
): SurveyedLive {
  return {
    id: record.id,
    standing,
    ...(wanted && { wanted: wanted.name }),
    ...(owned && { owned: owned.urn }),
    conflicts: inTheWay.has(record),
  };
}

function idOf({ type, outputs }: OwnedResource): string {
  return cloudOfRecord(type)?.listing.idOf(outputs) ?? String(outputs["id"]);
}

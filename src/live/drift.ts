/** What happened to a stack's records outside it: compares its state with its zones as listed. Pure. */
import type { Cloud } from "../cloud/cloud.ts";
import { cloudOf, cloudOfRecord } from "../cloud/clouds.ts";
import type { LiveRecord } from "../cloud/listing.ts";
import { isNamedIn, parseRecordName } from "../cloud/resource-name.ts";
import type { Finding } from "../finding.ts";
import { absolute, type Name, withoutDot } from "../zone/name.ts";
import { compareNames, compareText } from "../zone/order.ts";
import { printRdata } from "../zone/rdata.ts";
import { domainOf } from "./adoption.ts";
import {
  DRIFT_FIELDS,
  type Drift,
  type DriftConflict,
  type DriftedRecord,
  type DriftField,
  type RecordPlace,
  type RecordSnapshot,
  type UnreadZone,
} from "./drift-record.ts";
import type { Survey, SurveyedFinding, SurveyedOwned, SurveyedRecord, SurveyedZone } from "./survey.ts";

/**
 * The records of the state that are missing from their zones or have other content there, and foreign records that conflict
 * with what the stack has published. What the specs want and `pulumi up` has not published yet is not drift.
 */
export function driftOf(survey: Survey): Drift {
  const records: DriftedRecord[] = [];
  const conflicts: DriftConflict[] = [];
  const unread: UnreadZone[] = [];
  let unchanged = 0;
  const housed = new Set<SurveyedOwned>();
  for (const zone of survey.zones) {
    const owned = survey.owned.filter((resource) => isIn(zone, resource));
    for (const resource of owned) housed.add(resource);
    if (zone.listing === null) {
      if (owned.length > 0) unread.push(unreadZone(zone, owned.length, whyUnread(zone, survey.findings)));
      continue;
    }
    const live = new Map(zone.listing.map((record) => [record.id, record]));
    const drifted = owned.flatMap((resource) => driftedRecord(zone, resource, live.get(resource.id)) ?? []);
    unchanged += owned.length - drifted.length;
    records.push(...drifted);
    const remade = new Set(drifted.flatMap((record) => record.remade ?? []));
    conflicts.push(...conflictsIn(zone, survey, remade));
  }
  return {
    stack: survey.stack.stack,
    records: records.sort(compareRecords),
    conflicts,
    unread: [...unread, ...homeless(survey.owned.filter((resource) => !housed.has(resource)))],
    unchanged,
  };
}

/** Whether the state's resource is in the zone: its logical name begins with it. */
const isIn = ({ cloud, account, name: zone }: SurveyedZone, { type, name }: SurveyedOwned): boolean =>
  type === cloudOf(cloud).token && isNamedIn(name, account, zone);

/** Undefined if the record is in the zone as the state has it. */
function driftedRecord(
  zone: SurveyedZone,
  resource: SurveyedOwned,
  record: LiveRecord | undefined,
): DriftedRecord | undefined {
  const cloud = cloudOf(zone.cloud);
  const state = ownedSnapshot(zone, resource, record);
  const live = record && liveSnapshot(record);
  const fields = live === undefined ? [] : differing(state, live);
  if (live !== undefined && fields.length === 0) return undefined;
  const wanted = zone.wanted.find(({ name, type }) => name === resource.name && type === resource.type);
  const remade =
    live === undefined
      ? zone.live.find(({ standing, wanted: of }) => standing === "identical" && of === resource.name)?.id
      : undefined;
  return {
    ...placeOf(zone, wanted?.domain ?? domainOf(zone, state.name)),
    resource: resource.name,
    id: resource.id,
    state,
    ...(live && { live }),
    fields,
    ...(remade !== undefined && { remade }),
    ...specsOf(cloud, wanted, state, live),
  };
}

function specsOf(
  cloud: Cloud,
  record: SurveyedRecord | undefined,
  state: RecordSnapshot,
  live: RecordSnapshot | undefined,
): Pick<DriftedRecord, "specs" | "wanted"> {
  if (record === undefined) return { specs: "gone" };
  const wanted = snapshot(cloud, record.args, record.owner, String(record.args["type"]));
  if (differing(state, wanted).length === 0) return { specs: "state" };
  if (live !== undefined && differing(live, wanted).length === 0) return { specs: "zone" };
  return { specs: "other", wanted };
}

const liveSnapshot = ({
  name,
  type,
  values,
  ttl,
  proxied,
  disabled,
  line,
  alias,
}: LiveRecord): RecordSnapshot => ({
  name,
  type,
  values,
  ...(ttl !== undefined && { ttl }),
  proxied: proxied === true,
  disabled: disabled === true,
  ...(line !== undefined && { line }),
  ...(alias !== undefined && { alias }),
});

/** A record as its resource's outputs have it. */
function ownedSnapshot(
  zone: SurveyedZone,
  { outputs, name }: SurveyedOwned,
  live: LiveRecord | undefined,
): RecordSnapshot {
  const cloud = cloudOf(zone.cloud);
  const { owner = zone.name, type = "" } = parseRecordName(name) ?? {};
  // on Route 53 name and type are part of a set's id, so they cannot change; its resource may have a relative name
  const fixed = cloud.unit === "rrset" ? live : undefined;
  const named = fixed?.name ?? cloud.raise(outputs)?.name ?? owner;
  return snapshot(cloud, outputs, named, String(outputs["type"] ?? type));
}

/** A record as a resource's arguments or outputs have it. */
function snapshot(
  { raise }: Cloud,
  values: Readonly<Record<string, unknown>>,
  name: Name,
  type: string,
): RecordSnapshot {
  const raised = raise(values);
  const { ttl, proxied, status, line } = values;
  const alias = aliasOf(values["aliases"]);
  return {
    name,
    type,
    values: (raised?.data ?? []).map((data) => ({ text: printRdata(data), data })),
    ...(typeof ttl === "number" && alias === undefined && { ttl }),
    proxied: proxied === true,
    disabled: String(status).toUpperCase() === "DISABLE",
    ...(typeof line === "string" && line !== "" && line !== "default" && { line }),
    ...(alias !== undefined && { alias }),
  };
}

function aliasOf(aliases: unknown): Name | undefined {
  const [first] = Array.isArray(aliases) ? (aliases as readonly { readonly name?: unknown }[]) : [];
  return typeof first?.name === "string" ? absolute(first.name) : undefined;
}

/** Does not compare values that the model cannot represent: those of a record that was adopted to be deleted. */
function differing(a: RecordSnapshot, b: RecordSnapshot): DriftField[] {
  const isReadable = [a, b].every(({ values, alias }) => values.length > 0 || alias !== undefined);
  return DRIFT_FIELDS.filter((field) =>
    field === "data" ? isReadable && dataKey(a) !== dataKey(b) : a[field] !== b[field],
  );
}

/** Equal for equal data, in any order. */
const dataKey = ({ values, alias }: RecordSnapshot): string =>
  alias === undefined
    ? values
        .map(({ data, text }) => (data === undefined ? text : printRdata(data)))
        .sort()
        .join("\n")
    : `alias of ${alias}`;

/**
 * New conflicts with what the stack has published; a spec that is not applied yet may conflict with anything. Errors only:
 * no `up` succeeds while there is one, so it must be new, whereas a warning may have been there all along.
 */
function conflictsIn(zone: SurveyedZone, survey: Survey, remade: ReadonlySet<string>): DriftConflict[] {
  const live = new Map(zone.live.map((match, i) => [match.id, { match, record: zone.listing?.[i] }]));
  const published = new Map<Name, boolean>();
  for (const { owner, standing } of zone.wanted) {
    const isThere = standing === "owned" || standing === "missing";
    published.set(owner, isThere || published.get(owner) === true);
  }
  const domains = new Set(
    zone.wanted
      .filter(({ standing }) => standing === "owned" || standing === "missing")
      .map(({ domain }) => domain),
  );
  return survey.findings.flatMap((finding): DriftConflict[] => {
    const ids = finding.live.filter((id) => {
      const found = live.get(id);
      if (found === undefined || remade.has(id)) return false;
      const wanted = zone.wanted.find(({ name }) => name === found.match.wanted);
      if (wanted !== undefined) return wanted.standing === "missing";
      return published.get(found.record?.name ?? "") ?? true;
    });
    const domain = finding.domain ?? withoutDot(zone.name);
    if (finding.severity !== "error" || ids.length === 0 || !domains.has(domain)) return [];
    const { live: _, ...told } = finding;
    return [{ ...placeOf(zone, domain), finding: told, records: ids }];
  });
}

function whyUnread(zone: SurveyedZone, findings: readonly SurveyedFinding[]): string {
  const isOfZone = ({ code, domain }: Finding): boolean =>
    code === "prov-zone-exists" && domain !== undefined && zone.domains.includes(domain);
  return findings.find(isOfZone)?.message ?? `the zone ${withoutDot(zone.name)} was not read`;
}

/** Records in zones that no spec mentions any more, by zone. */
function homeless(owned: readonly SurveyedOwned[]): UnreadZone[] {
  const zones = Map.groupBy(owned, ({ type, name }) => {
    const { account = "", zone = "." } = parseRecordName(name) ?? {};
    return `${type} ${account} ${zone}`;
  });
  return [...zones.values()].flatMap((records) => {
    const [{ type, name }] = records as [SurveyedOwned, ...SurveyedOwned[]];
    const cloud = cloudOfRecord(type);
    const { account, zone = "." } = parseRecordName(name) ?? {};
    if (cloud === undefined) return [];
    return [
      {
        zone,
        cloud: cloud.id,
        ...(account !== undefined && { account }),
        records: records.length,
        reason: `no spec mentions the zone ${withoutDot(zone)} any more, so it was not read; the next pulumi up deletes what the stack owns in it`,
      },
    ];
  });
}

const unreadZone = ({ name, cloud, account }: SurveyedZone, records: number, reason: string): UnreadZone => ({
  zone: name,
  cloud,
  ...(account !== undefined && { account }),
  records,
  reason,
});

const placeOf = ({ name, cloud, account }: SurveyedZone, domain: string): RecordPlace => ({
  zone: name,
  cloud,
  ...(account !== undefined && { account }),
  domain,
});

const compareRecords = (a: DriftedRecord, b: DriftedRecord): number =>
  compareText(a.domain, b.domain) ||
  compareText(a.cloud, b.cloud) ||
  compareNames(a.state.name, b.state.name) ||
  compareText(a.state.type, b.state.type) ||
  compareText(a.resource, b.resource);

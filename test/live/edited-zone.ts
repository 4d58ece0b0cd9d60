/** The survey of a stack whose zone somebody edited after it was published. */
import type { LiveRecord } from "../../src/cloud/listing.ts";
import { readRdata } from "../../src/cloud/raise.ts";
import type { Finding } from "../../src/finding.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import { checkListed } from "../../src/live/check-listed.ts";
import { type Survey, surveyOf } from "../../src/live/survey.ts";
import { type Loaded, loadText } from "../../src/pipeline.ts";
import { type PlannedRecord, planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";

const load = (cloud: string, text: string): Loaded => {
  const loaded = loadText("a.yaml", `domain: example.com\ndns: ${cloud}\nttl: 600\n${text}`, {
    stack: "prod",
  });
  const errors = loaded.findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  return loaded;
};

export const SPEC = [
  "mode: mail",
  "records:",
  "  - {type: MX, values: [10 mx1.example.net., 20 mx2.example.net.]}",
  '  - {type: TXT, value: "v=spf1 mx -all"}',
  "  - {name: host, type: A, value: 192.0.2.1}",
  "",
].join("\n");

const recordsOf = ({ zones }: Loaded): PlannedRecord[] =>
  planZones(zones).filter((resource) => resource.kind === "record");

/** What the cloud would answer of a record that was made so; its id is its logical name. */
function listed({ name, args, owner, zone }: PlannedRecord): LiveRecord {
  const raised = zone.cloud.raise(args);
  if (raised === undefined) throw new Error(name);
  return {
    id: idOf(name, args, zone),
    importId: name,
    name: owner,
    type: raised.type,
    ttl: raised.ttl as number,
    values: raised.data.map((data) => ({ text: "", data })),
  };
}

const ID = "Z1";
const idOf = (name: string, args: PlannedRecord["args"], zone: Zone): string =>
  zone.cloud.listing.idOf({ ...args, zoneId: ID, id: name });

const inState = ({ name, type, args }: PlannedRecord): OwnedResource => ({
  urn: `urn:pulumi:prod::mailzone::mailzone:index:MailZone$${type}::${name}`,
  name,
  type,
  outputs: { ...args, zoneId: ID, id: name },
});

export type Edit = (records: readonly LiveRecord[]) => readonly LiveRecord[];

export interface Given {
  /** The specs as they are now; default: as they were published. */
  readonly now?: string;
  readonly unread?: boolean;
  readonly more?: readonly OwnedResource[];
}

/** The survey of a stack that was published, whose zone somebody then edited. */
export function surveyed(
  cloud: string,
  edit: Edit,
  { now = SPEC, unread = false, more = [] }: Given = {},
): Survey {
  const published = recordsOf(load(cloud, SPEC));
  const loaded = load(cloud, now);
  const owned = [...published.map(inState), ...more];
  const planned = planZones(loaded.zones);
  const recordsIn = ({ account }: Zone) =>
    edit(published.filter(({ zone }) => zone.account === account).map(listed));
  const ids = new Map(loaded.zones.map((zone) => [zone, ID]));
  const zones = new Map(
    unread
      ? []
      : loaded.zones.map((zone) => [
          zone,
          { name: zone.name, id: ID, nameServers: [], records: recordsIn(zone) },
        ]),
  );
  const { comparisons, findings } = checkListed(zones, planned, owned, {
    domains: loaded.domains,
    existing: "refuse",
    today: "2026-11-22",
  });
  const notRead: Finding = {
    code: "prov-zone-exists",
    severity: "error",
    message: "the zone example.com could not be found on Cloudflare",
    domain: "example.com",
  };
  return surveyOf({
    stack: { organization: "organization", project: "mailzone", stack: "prod" },
    zones: loaded.zones,
    ids,
    planned,
    absent: new Set(),
    owned: { records: owned, zones: [], signing: [], workers: [], tombstones: new Set() },
    comparisons,
    findings: unread ? [notRead] : findings,
  });
}

export const text = (type: string, value: string) => {
  const data = readRdata(type, value);
  if (data === undefined) throw new Error(value);
  return { text: value, data };
};

export const at =
  (pattern: RegExp, change: Partial<LiveRecord>): Edit =>
  (records) =>
    records.map((record) => (pattern.test(record.id) ? { ...record, ...change } : record));
export const gone =
  (pattern: RegExp): Edit =>
  (records) =>
    records.filter(({ id }) => !pattern.test(id));
export const plus =
  (id: string, type: string, value: string, name = "example.com.", marks: Partial<LiveRecord> = {}): Edit =>
  (records) => [
    ...records,
    { id, importId: id, name, type, ttl: 600, values: [text(type, value)], ...marks },
  ];
export const both =
  (...edits: Edit[]): Edit =>
  (records) =>
    edits.reduce((before, edit) => edit(before), records);
export const same: Edit = (records) => records;

export const TXT = /TXT/;
export const HOST = /host/;

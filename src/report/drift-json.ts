/** The drift of a stack as JSON; the zod schema is the contract, and `schema/` is generated from it. */
import { z } from "zod";
import {
  DRIFT_FIELDS,
  type Drift,
  type DriftedRecord,
  hasDrift,
  type RecordPlace,
  type RecordSnapshot,
  summarizeDrift,
} from "../live/drift-record.ts";
import { printRdata } from "../zone/rdata.ts";
import { driftRemedies } from "./drift-text.ts";
import { driftSentence } from "./drift-words.ts";
import { findingDocument, findingJson } from "./json.ts";

const snapshot = z
  .strictObject({
    name: z.string().describe("Owner, absolute"),
    type: z.string().describe("The record's type"),
    ttl: z.int().nullable().describe("Seconds; null if there is none, as for an alias"),
    data: z
      .array(z.string())
      .describe(
        "Presentation form, or the cloud's own text if mailzone cannot read it; a whole RRset on Route 53",
      ),
    proxied: z.boolean().describe("Cloudflare: answers with its own addresses"),
    disabled: z.boolean().describe("Alibaba Cloud DNS: stored, but not served"),
    line: z.string().nullable().describe("Alibaba Cloud DNS: the resolution line; null for the default one"),
    alias: z.string().nullable().describe("Route 53: the name that it is an alias of; null for none"),
  })
  .nullable();

const place = {
  zone: z.string().describe("The zone's name, absolute"),
  cloud: z.string().describe("The DNS host's id"),
  account: z.string().nullable().describe("Name of the account; null for the default one"),
};
const domain = z.string().describe("The mail domain it is for, in A-labels, without final dot");

const drifted = z.strictObject({
  drift: z.enum(["changed", "missing"]).describe("Whether the record has other content, or is gone"),
  resource: z.string().describe("Logical name of the Pulumi resource; stable"),
  id: z.string().describe("The cloud's id of the record, as the stack's state has it"),
  domain,
  ...place,
  fields: z
    .array(z.enum(DRIFT_FIELDS))
    .describe("What differs between state and live; empty if the record is missing"),
  state: snapshot.describe("The record as the stack published it"),
  live: snapshot.describe("The record as the zone has it; null: it is gone"),
  remade: z
    .string()
    .nullable()
    .describe("Id of a record identical to the missing one that the stack does not own; null for none"),
  specs: z
    .enum(["state", "zone", "other", "gone"])
    .describe("What the specs want: the same as the state, what the zone has, something else, or nothing"),
  wanted: snapshot.describe("The record as the specs want it, if specs is other; else null"),
  message: z.string().describe("The same in words; one line"),
});

export const driftDocument = z.strictObject({
  version: z.literal(1).describe("Raised by a change that would break a reader"),
  stack: z.string().describe("The stack whose state was compared with its zones"),
  drift: z.boolean().describe("Whether there is any drift: exit code 1"),
  records: z.array(drifted).describe("Records of the stack, by domain, name and type"),
  conflicts: z
    .array(
      z.strictObject({
        domain,
        ...place,
        records: z.array(z.string()).describe("The cloud's ids of the foreign records"),
        finding: findingDocument.describe("What is wrong with them"),
      }),
    )
    .describe("Foreign records that conflict with what the stack has published"),
  unread: z
    .array(
      z.strictObject({
        ...place,
        records: z.int().describe("How many of the stack's records are in it"),
        reason: z.string().describe("Why; one line"),
      }),
    )
    .describe("Zones with records of the stack that could not be read"),
  remedies: z.array(z.string()).describe("The steps that repair it, in order"),
  summary: z
    .strictObject({
      changed: z.int().describe("Records with other content"),
      missing: z.int().describe("Records that are gone"),
      conflicting: z.int().describe("Foreign records that conflict"),
      unchanged: z.int().describe("Records as the stack published them"),
      unknown: z.int().describe("Records in zones that could not be read"),
    })
    .describe("Counts of record resources"),
});

export function driftJson(drift: Drift): z.infer<typeof driftDocument> {
  return {
    version: 1,
    stack: drift.stack,
    drift: hasDrift(drift),
    records: drift.records.map(recordJson),
    conflicts: drift.conflicts.map(({ finding, records, ...at }) => ({
      domain: at.domain,
      ...placeJson(at),
      records: [...records],
      finding: findingJson(finding),
    })),
    unread: drift.unread.map(({ records, reason, ...at }) => ({ ...placeJson(at), records, reason })),
    remedies: driftRemedies(drift),
    summary: { ...summarizeDrift(drift) },
  };
}

function recordJson(record: DriftedRecord): z.infer<typeof drifted> {
  const { resource, id, state, live, fields, remade, specs, wanted } = record;
  return {
    drift: live === undefined ? "missing" : "changed",
    resource,
    id,
    domain: record.domain,
    ...placeJson(record),
    fields: [...fields],
    state: snapshotJson(state),
    live: snapshotJson(live),
    remade: remade ?? null,
    specs,
    wanted: snapshotJson(wanted),
    message: driftSentence(record),
  };
}

function placeJson({ zone, cloud, account }: Omit<RecordPlace, "domain">) {
  return { zone, cloud, account: account ?? null };
}

function snapshotJson(record: RecordSnapshot | undefined): z.infer<typeof snapshot> {
  if (record === undefined) return null;
  const { name, type, ttl, values, proxied, disabled, line, alias } = record;
  return {
    name,
    type,
    ttl: ttl ?? null,
    data: values.map(({ text, data }) => (data === undefined ? text : printRdata(data))),
    proxied,
    disabled,
    line: line ?? null,
    alias: alias ?? null,
  };
}

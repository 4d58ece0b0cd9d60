/** The JSON documents of the command line. Their zod schemas are the contract: `schema/` is generated from them. */
import { z } from "zod";
import type { PlannedResource } from "../cloud/plan.ts";
import type { Zone } from "../cloud/zone.ts";
import type { Finding, Place } from "../diagnostic.ts";
import type { Loaded } from "../load.ts";
import type { Preset } from "../preset/preset.ts";
import { withoutDot } from "../zone/name.ts";
import { compareRRsets } from "../zone/order.ts";
import { printRdata } from "../zone/rdata.ts";
import type { Origin } from "../zone/zone.ts";
import { summarize } from "./summary.ts";

const version = z.literal(1);
const place = z.strictObject({
  file: z.string().nullable().describe("Relative to the working directory, with /"),
  line: z.int().nullable().describe("From 1"),
  column: z.int().nullable().describe("From 1, in UTF-16 units"),
});

const finding = z.strictObject({
  code: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  message: z.string(),
  help: z.string().nullable(),
  domain: z.string().nullable(),
  ...place.shape,
  related: z.array(z.strictObject({ ...place.shape, note: z.string() })),
});

export const checkDocument = z.strictObject({
  version,
  findings: z.array(finding),
  summary: z.strictObject({
    domains: z.int(),
    records: z.int().describe("Resource records, on all clouds together"),
    errors: z.int(),
    warnings: z.int(),
    infos: z.int(),
  }),
});

export const zoneDocument = z.strictObject({
  version,
  zones: z.array(
    z.strictObject({
      domain: z.string(),
      zone: z.string(),
      cloud: z.string(),
      account: z.string().optional().describe("Name of the account, where the spec gives one"),
      rrsets: z.array(
        z.strictObject({
          name: z.string(),
          type: z.string(),
          ttl: z.int(),
          data: z.array(z.string()).describe("Presentation form"),
          origin: z.array(place),
        }),
      ),
    }),
  ),
});

export const planDocument = z.strictObject({
  version,
  resources: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string().describe("Pulumi type token"),
      domain: z.string(),
      args: z
        .record(z.string(), z.unknown())
        .describe("As they would be passed; zoneId null: looked up at run time"),
    }),
  ),
});

function placeJson(at: Place | undefined): z.infer<typeof place> {
  return { file: at?.file ?? null, line: at?.line ?? null, column: at?.column ?? null };
}

function findingJson(one: Finding): z.infer<typeof finding> {
  return {
    code: one.code,
    severity: one.severity,
    message: one.message,
    help: one.help ?? null,
    domain: one.domain ?? null,
    ...placeJson(one.place),
    related: (one.related ?? []).map((other) => ({ ...placeJson(other.place), note: other.note })),
  };
}

export function checkJson(loaded: Loaded): z.infer<typeof checkDocument> {
  return { version: 1, findings: loaded.findings.map(findingJson), summary: summarize(loaded) };
}

export function zoneJson(zones: readonly Zone[]): z.infer<typeof zoneDocument> {
  return {
    version: 1,
    zones: zones.flatMap((zone) =>
      zone.domains.map(({ domain, rrsets }) => ({
        domain: withoutDot(domain.spec.domain),
        zone: zone.name,
        cloud: zone.cloud.id,
        ...(zone.account === undefined ? {} : { account: zone.account }),
        rrsets: [...rrsets].sort(compareRRsets).map((rrset) => ({
          name: rrset.name,
          type: rrset.type,
          ttl: rrset.ttl,
          data: rrset.records.map((record) => printRdata(record.data)),
          origin: places(rrset.records.map((record) => record.origin)),
        })),
      })),
    ),
  };
}

/** Spec places, then preset places, each once. */
function places(origins: readonly Origin[]): z.infer<typeof place>[] {
  const all = [
    ...origins.map((origin) => origin.place),
    ...origins.flatMap((origin) => origin.preset?.place ?? []),
  ];
  return [...new Map(all.map((at) => [`${at.file}:${at.line}:${at.column}`, placeJson(at)])).values()];
}

export function planJson(resources: readonly PlannedResource[]): z.infer<typeof planDocument> {
  return {
    version: 1,
    resources: resources.map(({ name, type, domain, args }) => ({ name, type, domain, args: { ...args } })),
  };
}

const parameterDocument = z.strictObject({
  name: z.string(),
  about: z.string(),
  find: z.string().nullable().describe("Where the user finds the value"),
  type: z.string(),
  required: z.boolean(),
  pattern: z.string().nullable(),
  example: z.union([z.string(), z.array(z.string())]).nullable(),
  default: z.union([z.string(), z.array(z.string())]).nullable(),
  choices: z.array(z.string()).nullable(),
});

const providerEntry = z.strictObject({
  id: z.string(),
  title: z.string(),
  vendor: z.string(),
  homepage: z.string().nullable(),
  kind: z.string(),
  status: z.string(),
  confidence: z.string(),
  parameters: z.array(parameterDocument),
  variants: z.array(z.strictObject({ id: z.string(), with: z.record(z.string(), z.string()) })),
});

export const providersDocument = z.strictObject({ version, providers: z.array(providerEntry) });

export const providerDocument = z.strictObject({
  version,
  provider: providerEntry.extend({
    records: z.array(z.record(z.string(), z.unknown())).describe("Templates, as the preset's file has them"),
    caveats: z.array(z.string()),
    conflicts: z.array(z.string()),
    sources: z.array(z.strictObject({ kind: z.string(), ref: z.string(), verified: z.string().nullable() })),
  }),
});

function providerEntryJson(preset: Preset): z.infer<typeof providerEntry> {
  const { id, title, vendor, homepage, kind, status, confidence, parameters, variants } = preset;
  return {
    id,
    title,
    vendor,
    homepage: homepage ?? null,
    kind,
    status,
    confidence,
    parameters: Object.entries(parameters).map(([name, parameter]) => ({
      name,
      about: parameter.about,
      find: parameter.find ?? null,
      type: parameter.type,
      required: parameter.required ?? false,
      pattern: parameter.pattern ?? null,
      example: parameter.example ?? null,
      default: parameter.default ?? null,
      choices: parameter.choices ?? null,
    })),
    variants: Object.entries(variants).map(([variant, set]) => ({ id: variant, with: set })),
  };
}

export function providersJson(presets: readonly Preset[]): z.infer<typeof providersDocument> {
  return { version: 1, providers: presets.map(providerEntryJson) };
}

export function providerJson(preset: Preset): z.infer<typeof providerDocument> {
  return {
    version: 1,
    provider: {
      ...providerEntryJson(preset),
      records: preset.records.map(({ place: _, ...record }) => record),
      caveats: preset.caveats,
      conflicts: preset.conflicts,
      sources: preset.sources.map(({ kind, ref, verified }) => ({ kind, ref, verified: verified ?? null })),
    },
  };
}

/** The JSON documents of the command line. Their zod schemas are the contract: `schema/` is generated from them. */
import { z } from "zod";
import type { Finding, Place } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import type { PlannedResource } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import type { Preset } from "../preset/preset.ts";
import { PARAMETER_TYPES } from "../preset/schema.ts";
import { oneOf } from "../words/list.ts";
import { withoutDot } from "../zone/name.ts";
import { compareRRsets } from "../zone/order.ts";
import { printRdata } from "../zone/rdata.ts";
import type { Origin } from "../zone/rrset.ts";
import { type Summary, summarize } from "./summary.ts";

const version = z.literal(1).describe("Raised by a change that would break a reader");
const place = z.strictObject({
  file: z.string().nullable().describe("Relative to the working directory, with /"),
  line: z.int().nullable().describe("From 1"),
  column: z.int().nullable().describe("From 1, in UTF-16 units"),
});

export const findingDocument = z.strictObject({
  code: z.string().describe("The check's id, or another code such as yaml-syntax; stable"),
  severity: z.enum(["error", "warning", "info"]).describe("An error ends `pulumi preview` and `pulumi up`"),
  message: z.string().describe("The fact, then its consequence; one line"),
  help: z.string().nullable().describe("The edit that fixes it"),
  domain: z.string().nullable().describe("The mail domain concerned, in A-labels, without final dot"),
  ...place.shape,
  related: z
    .array(z.strictObject({ ...place.shape, note: z.string().describe("What is there") }))
    .describe("The other places involved, such as the other side of a conflict"),
  more: z
    .int()
    .describe(
      "How many further findings with this code, domain and line are left out; the summary counts them",
    ),
});

export const checkDocument = z.strictObject({
  version,
  findings: z.array(findingDocument).describe("Sorted by file, line, column and code"),
  waived: z
    .array(
      findingDocument.extend({
        reason: z.string().describe("The waiver's reason"),
        until: z.string().nullable().describe("The last day on which the waiver applies"),
      }),
    )
    .describe("What the specs waive, with the severity that it would have; sorted like the findings"),
  summary: z
    .strictObject({
      domains: z.int().describe("Mail domains whose specs could be read"),
      records: z.int().describe("Resource records on all clouds together"),
      errors: z.int().describe("Findings of severity error"),
      warnings: z.int().describe("Findings of severity warning"),
      infos: z.int().describe("Findings of severity info"),
      waived: z.int().describe("Findings that the specs waive, not counted among the others"),
    })
    .describe("Counts of the whole run"),
});

export const lintDocument = z.strictObject({
  version,
  findings: z.array(findingDocument).describe("Sorted by file, line, column and code"),
});

export const zoneDocument = z.strictObject({
  version,
  zones: z
    .array(
      z.strictObject({
        domain: z.string().describe("The mail domain, in A-labels, without final dot"),
        zone: z.string().describe("The zone's name, absolute"),
        cloud: z.string().describe("The DNS host's id"),
        account: z.string().optional().describe("Name of the account, if the spec names one"),
        rrsets: z
          .array(
            z.strictObject({
              name: z.string().describe("Owner, absolute"),
              type: z.string().describe("The records' type"),
              ttl: z.int().describe("Seconds"),
              data: z.array(z.string()).describe("Presentation form"),
              origin: z
                .array(place)
                .describe("Where the records come from: places in specs, then in presets"),
            }),
          )
          .describe("The domain's records, by name and type"),
      }),
    )
    .describe("One per domain and DNS host"),
});

export const planDocument = z.strictObject({
  version,
  resources: z
    .array(
      z.strictObject({
        name: z.string().describe("Logical name; stable"),
        type: z.string().describe("Pulumi type token"),
        domain: z.string().describe("The mail domain it is for; for a zone, the first domain in it"),
        args: z
          .record(z.string(), z.unknown())
          .describe(
            "As they would be passed; a null zoneId, accountId or account.id is known only at run time",
          ),
      }),
    )
    .describe("Zones that the stack creates, what serves MTA-STS policies, and records"),
});

function placeJson(at: Place | undefined): z.infer<typeof place> {
  return { file: at?.file ?? null, line: at?.line ?? null, column: at?.column ?? null };
}

export type FindingJson = z.infer<typeof findingDocument>;

export function findingJson(one: Finding): FindingJson {
  return {
    code: one.code,
    severity: one.severity,
    message: one.message,
    help: one.help ?? null,
    domain: one.domain ?? null,
    ...placeJson(one.place),
    related: (one.related ?? []).map((other) => ({ ...placeJson(other.place), note: other.note })),
    more: one.more ?? 0,
  };
}

export function checkJson(
  loaded: Loaded,
  summary: Summary = summarize(loaded),
): z.infer<typeof checkDocument> {
  return {
    version: 1,
    findings: loaded.findings.map(findingJson),
    waived: loaded.waived.map((one) => ({
      ...findingJson(one),
      reason: one.reason,
      until: one.until ?? null,
    })),
    summary: { ...summary },
  };
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

/** Places in specs, then in presets, without duplicates. */
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
  name: z.string().describe("The key under `with`"),
  about: z.string().describe("What it is"),
  find: z.string().nullable().describe("Where the user finds the value"),
  type: z.string().describe(`What the value must be: ${oneOf(PARAMETER_TYPES)}`),
  required: z.boolean().describe("Whether the preset cannot work without it"),
  pattern: z.string().nullable().describe("Regular expression for the whole value"),
  example: z
    .union([z.string(), z.array(z.string())])
    .nullable()
    .describe("A valid value"),
  default: z
    .union([z.string(), z.array(z.string())])
    .nullable()
    .describe("The value if none is given"),
  choices: z.array(z.string()).nullable().describe("The possible values, for type choice"),
});

const providerEntry = z.strictObject({
  id: z.string().describe("Its name in specs"),
  title: z.string().describe("The service's name"),
  vendor: z.string().describe("Who runs the service"),
  homepage: z.string().nullable().describe("The service's web page"),
  kind: z.string().describe("What it is for: mailbox, sender, and others"),
  status: z.string().describe("current, legacy, or ending with its date"),
  confidence: z.string().describe("How certain the records are: high, medium or low"),
  parameters: z.array(parameterDocument).describe("What the user gives under `with`"),
  variants: z
    .array(
      z.strictObject({
        id: z.string().describe("Its name in specs"),
        with: z.record(z.string(), z.string()).describe("The parameters that it sets"),
      }),
    )
    .describe("Other ids of this preset, with some parameters set"),
  file: z
    .string()
    .nullable()
    .describe("The file of a preset of your own; null for one that mailzone brings along"),
  replaces: z
    .literal("bundled")
    .nullable()
    .describe("Whether a preset of your own stands in for the one of this id that mailzone brings along"),
});

export const providersDocument = z.strictObject({
  version,
  providers: z.array(providerEntry).describe("Sorted by id"),
});

export const providerDocument = z.strictObject({
  version,
  provider: providerEntry
    .extend({
      records: z
        .array(z.record(z.string(), z.unknown()))
        .describe("Templates, as the preset's file has them"),
      caveats: z.array(z.string()).describe("What to know before using it"),
      conflicts: z.array(z.string()).describe("How it conflicts with others, such as mx-exclusive"),
      sources: z
        .array(
          z.strictObject({
            kind: z.string().describe("What kind of source it is"),
            ref: z.string().describe("Where it is"),
            verified: z.string().nullable().describe("The day on which it was last checked"),
          }),
        )
        .describe("Where the values come from"),
    })
    .describe("The preset"),
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
    file: preset.origin === "own" ? preset.file : null,
    replaces: preset.replaces ?? null,
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
      records: preset.records.map(({ place: _, compiled: __, ...record }) => record),
      caveats: preset.caveats,
      conflicts: [...preset.conflicts],
      sources: preset.sources.map(({ kind, ref, verified }) => ({ kind, ref, verified: verified ?? null })),
    },
  };
}

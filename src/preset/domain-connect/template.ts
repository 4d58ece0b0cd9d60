/**
 * The grammar of a Domain Connect template, as far as records are concerned.
 * Source: Domain Connect specification at 6a4735c (2026-03-01), sections "Template definition" and "Template record".
 * Unknown keys are reported and ignored, since publishers add their own (`unknownKeys`).
 */
import { z } from "zod";
import type { Path } from "../../source/path.ts";

/** `%name%`, the name as the format's linter accepts it (dc-template-linter at 860144b, 2026-06-26). No escape for `%`. */
export const VARIABLE = /%([A-Za-z0-9_-]+)%/g;

const ONE_VARIABLE = /^%[A-Za-z0-9_-]+%$/;

export const isOneVariable = (text: string): boolean => ONE_VARIABLE.test(text);

const plain = z.string().regex(/^[^%]*$/, "variables are allowed only in names, targets, data and numbers");
const name = z.string();
const flag = z.boolean().optional();

/** Publishers also write numbers as text, or as a single variable. */
const number = (most: number) =>
  z.union([
    z.int().min(0).max(most),
    z.string().refine((text) => isOneVariable(text) || (/^\d{1,10}$/.test(text) && Number(text) <= most), {
      error: `write a whole number from 0 to ${most}, or a single variable such as %priority%`,
    }),
  ]);
const ttl = number(2 ** 31 - 1).optional();
const number16 = number(65535);

const common = { groupId: plain.optional(), essential: plain.optional(), ttl };
const host = { ...common, host: name };

const address = z.looseObject({ ...host, type: z.enum(["A", "AAAA"]), pointsTo: name });
const target = z.looseObject({ ...host, type: z.enum(["CNAME", "NS"]), pointsTo: name });
const mx = z.looseObject({ ...host, type: z.literal("MX"), pointsTo: name, priority: number16 });
const txt = z.looseObject({
  ...host,
  type: z.literal("TXT"),
  data: name,
  txtConflictMatchingMode: plain.optional(),
  txtConflictMatchingPrefix: plain.optional(),
});
const srv = z.looseObject({
  ...common,
  type: z.literal("SRV"),
  name,
  target: name,
  service: name,
  protocol: name,
  priority: number16,
  weight: number16,
  port: number16,
});
const spfm = z.looseObject({ ...host, type: z.literal("SPFM"), spfRules: name });
const apexCname = z.looseObject({
  ...common,
  type: z.literal("APEXCNAME"),
  host: name.optional(),
  pointsTo: name,
});
const redirect = z.looseObject({
  ...common,
  type: z.enum(["REDIR301", "REDIR302"]),
  host: name.optional(),
  target: name,
});
const KNOWN = ["A", "AAAA", "APEXCNAME", "CNAME", "MX", "NS", "REDIR301", "REDIR302", "SPFM", "SRV", "TXT"];

/** Any other type, such as CAA: its data in presentation form. */
const other = z.looseObject({
  ...host,
  type: plain.refine((type) => !KNOWN.includes(type.toUpperCase()), {
    error: "write the type in capital letters",
  }),
  data: name,
});

const known = z.union([address, target, mx, txt, srv, spfm, apexCname, redirect]);
const record = z.union([...known.options, other]);
export type KnownRecord = z.infer<typeof known>;
export type OtherRecord = z.infer<typeof other>;
export type TemplateRecord = KnownRecord | OtherRecord;

export const isKnown = (one: TemplateRecord): one is KnownRecord => KNOWN.includes(one.type);

const text = z.string().min(1);

export const templateSchema = z.looseObject({
  providerId: text,
  providerName: text,
  serviceId: text,
  serviceName: text,
  version: z.union([z.int(), z.string()]).optional(),
  description: z.string().optional(),
  variableDescription: z.string().optional(),
  logoUrl: z.string().optional(),
  syncBlock: flag,
  syncPubKeyDomain: z.string().optional(),
  syncRedirectDomain: z.string().optional(),
  warnPhishing: flag,
  sharedProviderName: flag,
  sharedServiceName: flag,
  shared: flag,
  multiInstance: flag,
  hostRequired: flag,
  records: z.array(record).min(1),
});
export type Template = z.infer<typeof templateSchema>;

/** Keys of which nothing depends here: on a DNS host that applies templates, they are for its browser flow and display. */
const IDLE: ReadonlySet<string> = new Set([
  "description",
  "logoUrl",
  "shared",
  "sharedProviderName",
  "sharedServiceName",
  "syncPubKeyDomain",
  "syncRedirectDomain",
  "version",
]);

/** Whether a key of a template, or of one of its records, has a meaning here. */
export const hasMeaning = (key: string): boolean => MEANINGFUL.has(key);

const MEANINGFUL: ReadonlySet<string> = new Set(
  [templateSchema, ...record.options]
    .flatMap(({ shape }) => Object.keys(shape))
    .filter((key) => !IDLE.has(key)),
);

/** Every key that the format does not have, with those that it has there. */
export function unknownKeys(
  template: Template,
): { readonly path: Path; readonly known: readonly string[] }[] {
  const strange = (map: object, known: readonly string[], at: Path) =>
    Object.keys(map).flatMap((key) => (known.includes(key) ? [] : [{ path: [...at, key], known }]));
  return [
    ...strange(template, Object.keys(templateSchema.shape), []),
    ...template.records.flatMap((one, i) => strange(one, keysOf(one), ["records", i])),
  ];
}

function keysOf(one: TemplateRecord): string[] {
  const form = record.options.find((option) => option.shape.type.safeParse(one.type).success) ?? other;
  return Object.keys(form.shape);
}

/** A template as a preset in mailzone's own format, for a person to review. */
import { basename } from "node:path";
import type { Finding } from "../../finding.ts";
import { templateId } from "../own-files.ts";
import type { PresetInput, PresetRecordInput } from "../schema.ts";
import { namesIn } from "../template.ts";
import { clashes } from "./clash.ts";
import { type Compiled, type CompiledRecord, compile, declaredConflicts, titleOf } from "./compile.ts";
import { jobOf } from "./job.ts";
import type { TemplateFile } from "./read-template.ts";
import { isKnown, type Template } from "./template.ts";

export interface NativePreset {
  readonly preset: PresetInput;
  /** Index of the template's record for each record of the preset. */
  readonly indexes: readonly number[];
  /** What the template does not say and a person must add. */
  readonly review: readonly string[];
  readonly findings: readonly Finding[];
  /** The template's variables whose parameters have other names. */
  readonly renamed: Compiled["renamed"];
}

/** The default id of a preset from the template: `example-com-mail` for `example.com.Mail`. */
export function nativeId({ providerId, serviceId }: Template): string {
  return templateId(`${providerId}-${serviceId}`);
}

export function nativePreset({ template, source }: TemplateFile, id: string): NativePreset {
  const compiled = compile(
    template,
    source,
    [...template.records.keys()],
    "snake-case",
    (record) => record.groupId ?? jobOf(record, template.records),
  );
  const alternatives = alternativeGroups(template, compiled.records);
  const records = compiled.records.map(({ record, index }): PresetRecordInput => {
    const note = noteOf(template, index);
    const need = alternatives.includes(template.records[index]?.groupId ?? "") ? "optional" : record.need;
    return { ...record, need, ...(note === undefined ? {} : { note }) };
  });
  const kind = records.some(({ type, name }) => type === "MX" && name === "@") ? "mailbox" : "sender";
  const file = basename(source.file);
  const preset: PresetInput = {
    id,
    title: titleOf(template),
    vendor: template.providerName,
    aliases: [],
    kind,
    status: "current",
    confidence: "medium",
    sources: [{ kind: "domain-connect-template", ref: `${file}, published by ${template.providerName}` }],
    caveats: template.multiInstance === true ? ["It can be used several times at one name."] : [],
    conflicts: declaredConflicts(template, compiled.records),
    parameters: usedParameters(compiled.parameters, records),
    variants: {},
    records,
  };
  const { findings, renamed } = compiled;
  const indexes = compiled.records.map(({ index }) => index);
  return { preset, indexes, review: reviewOf(preset, compiled, alternatives), findings, renamed };
}

/** Groups that cannot all be applied together: each is off until a spec switches it on. */
function alternativeGroups(template: Template, records: readonly CompiledRecord[]): string[] {
  const groups = clashes(records).flatMap(({ taker, other }) => {
    const [one, two] = [taker, other].map(({ index }) => template.records[index]?.groupId);
    return one === two ? [] : [one, two];
  });
  return [...new Set(groups.filter((group) => group !== undefined))];
}

function usedParameters(parameters: Compiled["parameters"], records: readonly PresetRecordInput[]) {
  const named = (some: readonly PresetRecordInput[]): ReadonlySet<string> =>
    new Set(namesIn(JSON.stringify(some)));
  const used = named(records);
  const needed = named(records.filter(({ need }) => need !== "optional"));
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, { required, ...parameter }]) =>
      used.has(name) ? [[name, required && needed.has(name) ? { ...parameter, required } : parameter]] : [],
    ),
  );
}

/** What the template requires of other texts at the name. */
function noteOf(template: Template, index: number): string | undefined {
  const record = template.records[index];
  if (record === undefined || !isKnown(record) || record.type !== "TXT") return undefined;
  const { txtConflictMatchingMode: mode, txtConflictMatchingPrefix: prefix } = record;
  if (mode === "All") return "the template wants no other text at the name";
  return mode === "Prefix" && prefix
    ? `the template wants no other text at the name that begins with ${prefix}`
    : undefined;
}

function reviewOf(preset: PresetInput, compiled: Compiled, alternatives: readonly string[]): string[] {
  const renamed = compiled.renamed.filter(({ parameter }) => Object.hasOwn(preset.parameters, parameter));
  const wild = preset.records.some(({ name }) => namesIn(name).length > 0 && /^\{[^}]*\}$/.test(name));
  return [
    "title, vendor, homepage (the template has none), status and confidence",
    preset.kind === "mailbox"
      ? "kind: mailbox, because it has an MX at the mail domain; it may be a gateway, forwarder or receiver"
      : "kind: sender, because it has no MX at the mail domain",
    "sources: the date on which the values were compared with the vendor's own page, in verified:",
    "each parameter's about, find, type and pattern, and an example",
    ...(renamed.length > 0
      ? [
          `names of parameters: ${renamed.map(({ variable, parameter }) => `%${variable}% is ${parameter}`).join(", ")}`,
        ]
      : []),
    ...(wild ? ["names that are nothing but a parameter: a fixed name may be enough"] : []),
    "need: optional for what not every customer has, and groups named as in other presets (mx, spf, dkim, dmarc)",
    ...(alternatives.length > 0
      ? [
          `groups ${alternatives.join(", ")}: some are alternatives, so they are optional; a parameter of type choice with when: may be clearer`,
        ]
      : []),
    "all: the vendor's own end of its SPF record; a template always says ~all",
  ];
}

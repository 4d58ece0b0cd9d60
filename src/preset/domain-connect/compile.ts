/** Records of a template as records of a preset, with the parameters that they need. */
import { type Finding, quote } from "../../finding.ts";
import type { Source } from "../../source/source.ts";
import type { ParameterInput, PresetInput, PresetRecordInput } from "../schema.ts";
import { Converter } from "./convert.ts";
import { isRawSpf, jobOf } from "./job.ts";
import { isKnown, type Template, type TemplateRecord } from "./template.ts";
import { type Naming, Variables } from "./variables.ts";

export interface CompiledRecord {
  readonly record: PresetRecordInput;
  /** Index in the template's records. */
  readonly index: number;
}

export interface Compiled {
  readonly records: readonly CompiledRecord[];
  readonly parameters: Readonly<Record<string, ParameterInput>>;
  readonly renamed: readonly { readonly variable: string; readonly parameter: string }[];
  readonly findings: readonly Finding[];
}

/** @param indexes of the wanted records; variables of other records do not become parameters */
export function compile(
  template: Template,
  source: Source,
  indexes: readonly number[],
  naming: Naming,
  groupOf: (record: TemplateRecord) => string,
): Compiled {
  const variables = new Variables(naming, template.variableDescription ?? "", template.providerName);
  const converter = new Converter(source, variables);
  const all = indexes.flatMap((index): CompiledRecord[] => {
    const one = template.records[index] as TemplateRecord;
    const record = converter.convert(one, ["records", index], {
      group: groupOf(one),
      // a host that keeps state lets such a record change later; here it is managed like any other
      need: isOnApply(one) ? "recommended" : "required",
    });
    return record === undefined ? [] : [{ record, index }];
  });
  const records = withoutTwins(all, (one) =>
    jobOf(template.records[one.index] as TemplateRecord, template.records),
  );
  return {
    records,
    parameters: variables.parameters(),
    renamed: variables.renamed(),
    findings: [...converter.findings, ...indexes.flatMap((index) => valueFindings(template, source, index))],
  };
}

/** A record that several groups have, once, in the group of its job: a name has it once (RFC 2181 §5). */
function withoutTwins(
  records: readonly CompiledRecord[],
  jobOfRecord: (one: CompiledRecord) => string,
): readonly CompiledRecord[] {
  const same = Map.groupBy(records, ({ record: { group: _, need: __, ...data } }) => JSON.stringify(data));
  return [...same.values()].map(([first, ...twins]) => {
    const one = first as CompiledRecord;
    if (twins.length === 0) return one;
    const need = [one, ...twins].some(({ record }) => record.need === "required")
      ? "required"
      : "recommended";
    const isShared = twins.some(({ record }) => record.group !== one.record.group);
    return { ...one, record: { ...one.record, need, ...(isShared ? { group: jobOfRecord(one) } : {}) } };
  });
}

const isOnApply = ({ essential }: TemplateRecord): boolean => /^onapply$/i.test(essential ?? "");

/** The title of a service: its name, after the provider's if it does not contain that. */
export function titleOf({ providerName, serviceName }: Template): string {
  return serviceName.toLowerCase().includes(providerName.toLowerCase())
    ? serviceName
    : `${providerName} ${serviceName}`;
}

/** The conflicts that no record of the preset shows. */
export function declaredConflicts(
  template: Template,
  records: readonly CompiledRecord[],
): PresetInput["conflicts"] {
  return [
    ...(records.some(({ index }) => isRedirect(template.records[index])) ? (["spf-redirect"] as const) : []),
    ...(template.hostRequired === true ? (["subdomain-required"] as const) : []),
  ];
}

const isRedirect = (record: TemplateRecord | undefined): boolean =>
  record !== undefined && isRawSpf(record) && /\sredirect=/i.test(String(record["data"]));

/** Values that the format does not have: reported, and read as if absent. */
function valueFindings(template: Template, source: Source, index: number): Finding[] {
  const record = template.records[index] as TemplateRecord;
  const findings: Finding[] = [];
  const tell = (key: string, message: string, help: string): void => {
    const place = source.place(["records", index, key]);
    findings.push({ code: "template-key", severity: "warning", message, help, place });
  };
  const { essential } = record;
  if (essential !== undefined && essential !== "Always" && essential !== "OnApply") {
    const read = isOnApply(record) ? "OnApply" : "Always";
    tell(
      "essential",
      `essential is ${quote(essential)}, which the format does not have, so it is read as ${read}`,
      "write Always or OnApply",
    );
  }
  if (!isKnown(record) || record.type !== "TXT") return findings;
  const { txtConflictMatchingMode: mode, txtConflictMatchingPrefix: prefix } = record;
  if (mode !== undefined && !["None", "All", "Prefix"].includes(mode)) {
    tell(
      "txtConflictMatchingMode",
      `txtConflictMatchingMode is ${quote(mode)}, which the format does not have, so it is read as None`,
      "write None, All or Prefix",
    );
  }
  if (mode === "Prefix" && (prefix === undefined || prefix === "")) {
    tell(
      "txtConflictMatchingMode",
      "txtConflictMatchingMode is Prefix, but there is no txtConflictMatchingPrefix, so it is read as None",
      "add txtConflictMatchingPrefix",
    );
  }
  return findings;
}

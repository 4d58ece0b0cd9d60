/** Reads and expands the files in `providers/` without the code under test. */
import { readdirSync, readFileSync } from "node:fs";
import { isIPv4, isIPv6 } from "node:net";
import { parseDocument } from "yaml";
import { type ParameterInput, type PresetInput, presetSchema } from "../../src/preset/schema.ts";

export type Values = Readonly<Record<string, string | readonly string[]>>;
export type PresetRecord = PresetInput["records"][number];

const folder = new URL("../../providers/", import.meta.url);
export const ids = readdirSync(folder)
  .filter((file) => file.endsWith(".yaml"))
  .map((file) => file.slice(0, -".yaml".length))
  .sort();
export const textOf = (id: string) => readFileSync(new URL(`${id}.yaml`, folder), "utf8");
const presets = new Map<string, PresetInput>();

/** Reads on demand, so that a broken file fails its own tests only. */
export function preset(id: string): PresetInput {
  const known = presets.get(id) ?? presetSchema.parse(parseDocument(textOf(id)).toJS());
  presets.set(id, known);
  return known;
}

export const BUILT_IN = ["domain", "domain_dashed"];
export const placeholders = (template: string) =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? "");

/** Every template of a record: its name and its data. */
export function templates(record: PresetRecord): string[] {
  const { group: _group, need: _need, type: _type, when: _when, note: _note, ...rest } = record;
  return Object.values(rest).flatMap((value) =>
    Array.isArray(value) ? value : typeof value === "string" ? [value] : [],
  );
}

/** The templates that a parameter's own definition has, and the parameters it names outright. */
export function definition(parameter: ParameterInput): { templates: string[]; names: string[] } {
  const { derive, except } = parameter;
  const own = except === undefined ? [] : [except];
  if (derive === undefined) return { templates: own, names: [] };
  if (typeof derive === "string") return { templates: [...own, derive], names: [] };
  if ("template" in derive) return { templates: [...own, derive.template], names: [] };
  const otherwise = derive.otherwise === undefined ? [] : [derive.otherwise];
  return { templates: [...own, ...Object.values(derive.values), ...otherwise], names: [derive.map] };
}

/** The parameters that records use, and those these are derived from. */
export function used(of: PresetInput): Set<string> {
  const names = of.records.flatMap((record) => [
    ...Object.keys(record.when ?? {}),
    ...templates(record).flatMap(placeholders),
  ]);
  const seen = new Set<string>();
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    const parameter = of.parameters[name];
    if (seen.has(name) || parameter === undefined) continue;
    seen.add(name);
    const more = definition(parameter);
    names.push(...more.names, ...more.templates.flatMap(placeholders));
  }
  return seen;
}

const FORMS = {
  text: (value: string) => value.trim() !== "",
  label: (value: string) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(value),
  host: (value: string) => /^([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(value),
  ipv4: isIPv4,
  ipv6: isIPv6,
  email: (value: string) => /^[^\s@:]+@[^\s@]+\.[^\s@]+$/.test(value),
  number: (value: string) => /^\d{1,5}$/.test(value) && Number(value) <= 65535,
  base64: (value: string) => Buffer.from(value, "base64").toString("base64") === value,
} as const;

/** Whether a value, given or proposed, is one that the parameter takes. */
export function takes(parameter: ParameterInput, value: string | readonly string[]): boolean {
  const { type, pattern, choices, empty } = parameter;
  if (value === "" && empty) return true;
  if ((type === "list") !== Array.isArray(value)) return false;
  return [value].flat().every((item) => {
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, "u").test(item)) return false;
    if (type === "choice") return choices?.includes(item) ?? false;
    return FORMS[type === "list" ? "text" : type](item);
  });
}

const DOMAIN = "example.com";

/** A parameter's value: given, default, or derived; undefined when there is none. */
export function resolve(
  of: PresetInput,
  name: string,
  given: Values,
): string | readonly string[] | undefined {
  if (name === "domain") return DOMAIN;
  if (name === "domain_dashed") return DOMAIN.replaceAll(".", "-");
  const parameter = of.parameters[name];
  if (parameter === undefined) throw new Error(`${of.id}: no parameter ${name}`);
  if (given[name] !== undefined) return given[name];
  const { default: usual, derive, except } = parameter;
  if (Array.isArray(usual) && except !== undefined) {
    return usual.filter((item) => item !== fill(of, except, given)[0]);
  }
  if (usual !== undefined) return usual;
  if (derive === undefined) return undefined;
  if (typeof derive === "string") return fill(of, derive, given)[0];
  if ("template" in derive) {
    return new RegExp(derive.unless, "u").test(DOMAIN) ? undefined : fill(of, derive.template, given)[0];
  }
  const decided = String(resolve(of, derive.map, given));
  const template = derive.values[decided] ?? derive.otherwise;
  return template === undefined ? undefined : fill(of, template, given)[0];
}

/** A template filled in, once for each item of a list; nothing when a value is missing. */
function fill(of: PresetInput, template: string, given: Values): string[] {
  const [name] = placeholders(template);
  if (name === undefined) return [template];
  const value = resolve(of, name, given);
  if (value === undefined) return [];
  return [value].flat().flatMap((item) => fill(of, template.replaceAll(`{${name}}`, item), given));
}

const ALL = { fail: "-all", softfail: "~all", neutral: "?all" } as const;

/** Its data in the form of the tables below. */
function data(record: PresetRecord): string {
  switch (record.type) {
    case "A":
    case "AAAA":
      return `${record.type} ${record.address}`;
    case "CNAME":
    case "NS":
      return `${record.type} ${record.target}`;
    case "MX":
      return `MX ${record.preference} ${record.exchange}`;
    case "SRV":
      return `SRV ${record.priority} ${record.weight} ${record.port} ${record.target}`;
    case "CAA":
      return `CAA ${record.flags} ${record.tag} ${record.value}`;
    case "SPF":
      return `TXT ${["v=spf1", ...record.terms, ALL[record.all]].join(" ")}`;
    default:
      return `TXT ${record.text}`;
  }
}

const ownerTemplate = ({ type, name }: PresetRecord): string =>
  type !== "DMARC" ? name : name === "@" ? "_dmarc" : `_dmarc.${name}`;

/** The records that come of the given parameters, `owner TYPE data` each. */
export function expand(of: PresetInput, given: Values, withOptional: boolean): string[] {
  return of.records
    .filter((record) => withOptional || record.need !== "optional")
    .filter((record) =>
      Object.entries(record.when ?? {}).every(([name, want]) => resolve(of, name, given) === want),
    )
    .flatMap((record) => fill(of, `${ownerTemplate(record)} ${data(record)}`, given))
    .map((line) => line.replace(/^\S+\.@ /, (name) => `${name.slice(0, -".@ ".length)} `));
}

export const examples = (of: PresetInput): Values =>
  Object.fromEntries(
    Object.entries(of.parameters).flatMap(([name, { example }]) =>
      example === undefined ? [] : [[name, example]],
    ),
  );

/** Every combination of the choices, over the defaults and over the examples. */
export function situations(of: PresetInput): Values[] {
  const required = Object.fromEntries(
    Object.entries(examples(of)).filter(([name]) => of.parameters[name]?.required === true),
  );
  return Object.entries(of.parameters).reduce<Values[]>(
    (soFar, [name, { choices }]) =>
      choices === undefined
        ? soFar
        : soFar.flatMap((values) => choices.map((choice) => ({ ...values, [name]: choice }))),
    [required, examples(of)],
  );
}

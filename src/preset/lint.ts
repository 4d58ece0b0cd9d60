/** What is wrong with a preset's file beyond its grammar, at the place of each mistake. */
import { basename } from "node:path";
import { type Finding, quote } from "../finding.ts";
import type { Path } from "../source/path.ts";
import type { Source } from "../source/source.ts";
import { oneOf } from "../words/list.ts";
import { nearest } from "../words/nearest.ts";
import { groupMeant } from "./groups.ts";
import { lintVendorHosts } from "./lint-vendor-hosts.ts";
import { BUILT_INS, takesValue } from "./parameters.ts";
import type { Preset, PresetRecord } from "./preset.ts";
import type { ParameterInput } from "./schema.ts";
import { lintHost, type Tell, told } from "./tell.ts";
import { namesIn, templateFields } from "./template.ts";

/** The presets that a preset is added to. */
export interface Others {
  /** The ids of the user's other presets and of their variants. */
  readonly own: ReadonlySet<string>;
  /** Of every id that mailzone brings along, variants too, the id of the preset. */
  readonly bundled: ReadonlyMap<string, string>;
}

export function lintPreset(preset: Preset, source: Source, others: Others): readonly Finding[] {
  return told(source, (tell) => {
    lintHead(preset, source.file, tell);
    lintIds(preset, others, tell);
    for (const [name, parameter] of Object.entries(preset.parameters)) lintParameter(name, parameter, tell);
    lintUses(preset, tell);
    lintVendorHosts(preset, tell);
    writtenRecords(preset).forEach((record, i) => {
      lintRecord(record, preset, ["records", i], tell);
    });
  });
}

/** Those of the file. */
const writtenRecords = ({ records }: Pick<Preset, "records">): readonly PresetRecord[] =>
  records.filter(({ isDerived }) => isDerived !== true);

function lintHead(preset: Preset, file: string, tell: Tell): void {
  const { id, variants, parameters, homepage, sources } = preset;
  const stem = basename(file).replace(/\.ya?ml$/, "");
  if (stem !== id) {
    tell(
      ["id"],
      "error",
      `the id is ${quote(id)}, but the file is named ${quote(stem)}, so the preset would not be found`,
      `name the file ${id}.yaml`,
    );
  }
  if (homepage?.startsWith("https:") !== true) {
    tell(
      ["homepage"],
      "warning",
      "there is no homepage with https, so users cannot look the service up",
      "give the service's own page",
    );
  }
  sources.forEach(({ ref, verified }, i) => {
    if (/^\d{4}-\d\d-\d\d$/.test(verified ?? "")) return;
    tell(
      ["sources", i],
      "warning",
      `the source ${quote(ref)} has no date on which it was checked, so the age of its values is unknown`,
      'add the date, such as verified: "2026-11-22"',
    );
  });
  for (const [variant, set] of Object.entries(variants)) {
    if (!variant.startsWith(`${id}-`)) {
      tell(
        { key: ["variants", variant] },
        "error",
        `the variant ${quote(variant)} does not begin with ${id}-, so its file is not found`,
        `name it ${id}-${variant}`,
      );
    }
    for (const [name, value] of Object.entries(set)) {
      lintChoice(name, value, parameters, ["variants", variant, name], tell);
    }
  }
}

/** Ids are those of one preset each, unless it says that it stands in for one of mailzone's own. */
function lintIds({ id, variants, replaces }: Preset, { own, bundled }: Others, tell: Tell): void {
  for (const one of [id, ...Object.keys(variants)]) {
    const isReplaced = replaces === "bundled" && bundled.get(one) === id;
    if (isReplaced || !(own.has(one) || bundled.has(one))) continue;
    const isItself = one === id && !own.has(one) && bundled.get(one) === id;
    tell(
      one === id ? ["id"] : { key: ["variants", one] },
      "error",
      `another preset has the id ${quote(one)}, so a spec could mean either`,
      isItself
        ? "choose another id; or write replaces: bundled, and every spec that names it uses this preset"
        : "choose another id",
    );
  }
  if (replaces !== undefined && bundled.get(id) !== id) {
    tell(
      ["replaces"],
      "warning",
      `mailzone brings no preset ${quote(id)} along, so this one replaces nothing`,
      "delete the line, or correct the id",
    );
  }
}

/** A value that is compared with a parameter's: the parameter must be a choice that can have it. */
function lintChoice(
  name: string,
  value: string,
  parameters: Preset["parameters"],
  path: Path,
  tell: Tell,
): void {
  const parameter = parameters[name];
  if (parameter === undefined) {
    tell(
      path,
      "error",
      `there is no parameter ${quote(name)}, so this never applies`,
      meantOr(name, Object.keys(parameters), "declare it under parameters"),
    );
  } else if (parameter.choices?.includes(value) !== true) {
    tell(
      path,
      "error",
      `${name} is never ${quote(value)}, so this never applies`,
      parameter.choices === undefined
        ? `give ${name} the type choice, with its choices`
        : `write ${oneOf(parameter.choices)}`,
    );
  }
}

const meantOr = (name: string, known: readonly string[], otherwise: string): string => {
  const meant = nearest(name, known);
  return meant === undefined ? otherwise : `did you mean ${meant}?`;
};

function lintParameter(name: string, parameter: ParameterInput, tell: Tell): void {
  const path = ["parameters", name];
  const key = { key: path };
  const { type, find, choices, pattern } = parameter;
  if (BUILT_INS.includes(name as never)) {
    tell(key, "error", `${name} is built in, so this declaration would never be used`, "choose another name");
  }
  if (find === undefined)
    tell(
      key,
      "warning",
      `${name} does not say where users find its value`,
      "add find:, such as the page in the vendor's console",
    );
  if (type === "text" && pattern === undefined) {
    tell(
      key,
      "warning",
      `${name} accepts any text, so mistakes in it go unnoticed`,
      "add pattern:, a regular expression for the whole value",
    );
  }
  if ((choices === undefined) === (type === "choice")) {
    tell(
      key,
      "error",
      `${name} ${choices === undefined ? "is a choice without choices" : `has choices, but its type is ${type}`}`,
      "use type: choice and choices: together",
    );
  }
  lintValues(name, parameter, tell);
}

/** What a parameter has for a value: the example, the default. */
function lintValues(name: string, parameter: ParameterInput, tell: Tell): void {
  const path = ["parameters", name];
  const key = { key: path };
  const { type, example, required, default: usual } = parameter;
  if (example === undefined)
    tell(
      key,
      "warning",
      `${name} has no example, so neither people nor tests can try it`,
      "add example:, a value in the real format",
    );
  for (const [key, value] of [
    ["example", example],
    ["default", usual],
  ] as const) {
    if (
      value === undefined ||
      ((type === "list") === Array.isArray(value) &&
        [value].flat().every((one) => takesValue(name, parameter, one)))
    )
      continue;
    tell(
      [...path, key],
      "error",
      `the ${key} of ${name} is ${quote([value].flat().join(", "))}, which does not have the required form`,
      "fix the value, the type or the pattern",
    );
  }
  if (required === true && usual !== undefined) {
    tell(
      [...path, "required"],
      "error",
      `${name} is required but has a default, which contradict each other`,
      "delete one of the two",
    );
  }
}

/** Placeholders must be declared, and what is declared must be used. */
function lintUses({ parameters, records, clients }: Preset, tell: Tell): void {
  const known = [...Object.keys(parameters), ...BUILT_INS];
  const used = new Set<string>();
  const look = (text: unknown, path: Path): void => {
    for (const name of [text].flat().flatMap((one) => (typeof one === "string" ? namesIn(one) : []))) {
      used.add(name);
      if (known.includes(name)) continue;
      tell(
        path,
        "error",
        `{${name}} is not a parameter, so the text cannot be filled in`,
        meantOr(name, known, "declare it under parameters"),
      );
    }
  };
  clients?.servers.forEach(({ host, when = {} }, i) => {
    const path = ["clients", "servers", i];
    look(host, [...path, "host"]);
    lintHost(host, [...path, "host"], tell);
    for (const [name, value] of Object.entries(when)) {
      used.add(name);
      lintChoice(name, value, parameters, [...path, "when", name], tell);
    }
  });
  writtenRecords({ records }).forEach((record, i) => {
    for (const [key, value] of templateFields(record)) look(value, ["records", i, key]);
    for (const [name, value] of Object.entries(record.when ?? {})) {
      used.add(name);
      lintChoice(name, value, parameters, ["records", i, "when", name], tell);
    }
  });
  for (const [name, { derive, except }] of Object.entries(parameters)) {
    const path = ["parameters", name];
    look(except, [...path, "except"]);
    if (derive === undefined) continue;
    if (typeof derive === "string") look(derive, [...path, "derive"]);
    else if ("template" in derive) look(derive.template, [...path, "derive", "template"]);
    else {
      look(`{${derive.map}}`, [...path, "derive", "map"]);
      for (const [value, template] of Object.entries(derive.values))
        look(template, [...path, "derive", "values", value]);
      look(derive.otherwise, [...path, "derive", "otherwise"]);
    }
  }
  for (const name of Object.keys(parameters)) {
    if (!used.has(name))
      tell(
        { key: ["parameters", name] },
        "error",
        `no record uses ${name}, so its value would be ignored`,
        "use it, or delete it",
      );
  }
}

function lintRecord(record: PresetRecord, { parameters }: Preset, path: Path, tell: Tell): void {
  const meant = groupMeant(record.group);
  if (meant !== undefined) {
    tell(
      [...path, "group"],
      "warning",
      `the group ${quote(record.group)} is almost ${quote(meant)}, its name in other presets, so specs would have to use a different word here`,
      `write group: ${meant}, or a clearly different name`,
    );
  }
  if (record.need === "required" && record.when === undefined) {
    for (const name of new Set(record.compiled.uses)) {
      const parameter = parameters[name];
      if (
        parameter === undefined ||
        parameter.required ||
        (parameter.default ?? parameter.derive) !== undefined
      )
        continue;
      tell(
        path,
        "error",
        `the record is required, but the parameter ${name} that it needs is not`,
        `set required: true or a default for ${name}, or need: recommended for the record`,
      );
    }
  }
  for (const [key, value] of templateFields(record)) {
    for (const text of [value].flat()) {
      if (typeof text === "string" && text !== text.trim())
        tell(
          [...path, key],
          "error",
          `${quote(text)} begins or ends with white space, which would be published`,
          "delete the white space",
        );
    }
  }
  if (/^_dmarc(?:\.|$)/.test(record.name) && record.type !== "CNAME") {
    tell(
      [...path, "name"],
      "error",
      "this would add a second policy beside the domain's own",
      "use type: DMARC and the name that the policy is for",
    );
  }
  lintData(record, parameters, path, tell);
}

function lintData(record: PresetRecord, parameters: Preset["parameters"], path: Path, tell: Tell): void {
  switch (record.type) {
    case "TXT":
      if (/^\s*v=(?:spf1|dmarc1)/i.test(record.text))
        tell(
          [...path, "text"],
          "error",
          "SPF and DMARC written as TXT cannot be merged with those of other services",
          "use type: SPF with terms, or type: DMARC",
        );
      break;
    case "SPF":
      record.terms.forEach((term, i) => {
        if (/\s|^v=|^[-~?+]?all$/i.test(term))
          tell(
            [...path, "terms", i],
            "error",
            `${quote(term)} is not a single term`,
            "write one mechanism per item; the version and all are added automatically",
          );
      });
      break;
    case "CNAME":
    case "NS":
    case "SRV":
      lintHost(record.target, [...path, "target"], tell);
      break;
    case "MX":
      lintHost(record.exchange, [...path, "exchange"], tell);
      lintNumber(record.preference, parameters, [...path, "preference"], tell);
      break;
    case "CAA":
      lintNumber(record.flags, parameters, [...path, "flags"], tell);
      break;
    default:
      break;
  }
}

function lintNumber(value: number | string, parameters: Preset["parameters"], path: Path, tell: Tell): void {
  const name = typeof value === "string" ? namesIn(value)[0] : undefined;
  if (name === undefined || parameters[name] === undefined || parameters[name]?.type === "number") return;
  tell(
    path,
    "error",
    `${name} is used as a number, but its type is ${parameters[name]?.type}`,
    `set type: number for ${name}`,
  );
}

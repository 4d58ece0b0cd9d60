/** A preset's parameters for one domain: defaults and derived values filled in, every value checked. */
import { type Finding, type Place, quote } from "../finding.ts";
import type { ParameterValue, PresetUse } from "../spec/spec.ts";
import { oneOf } from "../words/list.ts";
import { nearest } from "../words/nearest.ts";
import { absolute, hostFault, type Name, ownerFault, relativeName, withoutDot } from "../zone/name.ts";
import { parseAddress } from "../zone/rdata.ts";
import { anywhereOf, wholeOf } from "./pattern/pattern.ts";
import type { Preset } from "./preset.ts";
import type { ParameterInput } from "./schema.ts";
import { PLACEHOLDER } from "./template.ts";

/**
 * Names that a template may use without declaring them: the mail domain, as it is and with hyphens for its dots; its
 * zone; the part of the domain before the zone.
 */
export const BUILT_INS = ["domain", "domain_dashed", "zone", "host"] as const;

const builtIns: Readonly<Record<(typeof BUILT_INS)[number], (domain: Name, zone: Name) => string>> = {
  domain: withoutDot,
  domain_dashed: (domain) => withoutDot(domain).replaceAll(".", "-"),
  zone: (_, zone) => withoutDot(zone),
  host: (domain, zone) => (domain === zone ? "" : relativeName(domain, zone)),
};

const isBuiltIn = (name: string): name is (typeof BUILT_INS)[number] => Object.hasOwn(builtIns, name);

/** The text that a built-in name stands for; "" for any other. */
export const builtIn = (name: string, domain: Name, zone: Name): string =>
  isBuiltIn(name) ? builtIns[name](domain, zone) : "";

/** A template that cannot be filled because parameters were not given. */
export interface Lacks {
  readonly lacks: readonly string[];
}

export interface Parameters {
  /** The template with its parameters filled in; `pick` gives one item of a list parameter. */
  fill(template: string, pick?: Readonly<Record<string, string>>): string | Lacks;
  /** The template with what is known filled in; placeholders of missing parameters stay. */
  fillKnown(template: string): string;
  /** The list parameter among these, with its items; undefined if none of them is a list. */
  listAmong(
    names: readonly string[],
  ): { readonly name: string; readonly items: readonly string[] } | undefined;
  /** A parameter's value as text, its default or derived value included. */
  value(name: string): string | undefined;
  /** Whether the user or the variant gave an optional parameter that has no default. */
  givenWithoutDefault(name: string): boolean;
  /** Whether the user gave an invalid value, or gave the value under a misspelled name. */
  isRefused(name: string): boolean;
  readonly findings: readonly Finding[];
}

export function readParameters(preset: Preset, use: PresetUse, domain: Name, zone: Name): Parameters {
  const { given, refused, findings } = givenValues(preset, use);
  const resolve = (name: string): string | readonly string[] | Lacks => {
    if (isBuiltIn(name)) return builtIns[name](domain, zone);
    const parameter = preset.parameters[name];
    if (parameter === undefined) throw new Error(`preset ${preset.id} uses {${name}} without declaring it`);
    const own = given.get(name);
    if (own !== undefined) return own;
    if (parameter.derive !== undefined) return derive(name, parameter.derive);
    if (parameter.default === undefined) return { lacks: [name] };
    if (typeof parameter.default === "string") return parameter.default;
    const except = parameter.except === undefined ? undefined : fill(parameter.except);
    return parameter.default.filter((item) => item !== except);
  };
  const derive = (name: string, rule: NonNullable<ParameterInput["derive"]>): string | Lacks => {
    if (typeof rule === "string") return fill(rule);
    if ("template" in rule) {
      return anywhereOf(rule.unless).test(withoutDot(domain)) ? { lacks: [name] } : fill(rule.template);
    }
    const by = resolve(rule.map);
    if (typeof by === "object" && "lacks" in by) return by;
    const template = rule.values[String(by)] ?? rule.otherwise;
    return template === undefined ? { lacks: [rule.map] } : fill(template);
  };
  const fill = (template: string, pick: Readonly<Record<string, string>> = {}): string | Lacks => {
    const lacks: string[] = [];
    const text = template.replace(PLACEHOLDER, (_, name: string) => {
      const value = pick[name] ?? resolve(name);
      if (typeof value === "string") return value;
      if ("lacks" in value) lacks.push(...value.lacks);
      return "";
    });
    return lacks.length > 0 ? { lacks } : text;
  };

  return {
    fill,
    fillKnown: (template) =>
      template.replace(PLACEHOLDER, (placeholder, name: string) => {
        const value = resolve(name);
        return typeof value === "string" ? value : placeholder;
      }),
    listAmong(names) {
      const name = names.find((candidate) => preset.parameters[candidate]?.type === "list");
      if (name === undefined) return undefined;
      const items = resolve(name);
      return { name, items: Array.isArray(items) ? items : [] };
    },
    value(name) {
      const value = resolve(name);
      return typeof value === "string" ? value : undefined;
    },
    givenWithoutDefault(name) {
      const parameter = preset.parameters[name];
      return parameter !== undefined && given.has(name) && isBare(parameter);
    },
    isRefused: (name) => refused.has(name),
    findings,
  };
}

interface Given {
  /** What the user, or the variant, gave. */
  readonly given: ReadonlyMap<string, string | readonly string[]>;
  readonly refused: ReadonlySet<string | undefined>;
  readonly findings: readonly Finding[];
}

function givenValues(preset: Preset, use: PresetUse): Given {
  const findings: Finding[] = [];
  const given = new Map<string, string | readonly string[]>(Object.entries(preset.fixed));
  const refused = new Set<string | undefined>();
  for (const [name, { value, place }] of use.with) {
    const parameter = Object.hasOwn(preset.parameters, name) ? preset.parameters[name] : undefined;
    const problem =
      parameter === undefined ? unknownParameter(preset, name) : parameterProblem(name, parameter, value);
    if (problem === undefined) given.set(name, typeof value === "object" ? value : String(value));
    else {
      findings.push(malformed(preset, problem, place, parameter));
      refused.add(parameter === undefined ? nearest(name, Object.keys(preset.parameters)) : name);
    }
  }
  return { given, refused, findings };
}

/** Whether a parameter need not be given and has no value unless it is. */
const isBare = ({ required, default: usual, derive }: ParameterInput): boolean =>
  required !== true && usual === undefined && derive === undefined;

interface Problem {
  readonly message: string;
  readonly help: string;
}

function malformed(
  preset: Preset,
  problem: Problem,
  place: Place,
  parameter: ParameterInput | undefined,
): Finding {
  const where = parameter?.find === undefined ? "" : `; where it comes from: ${parameter.find}`;
  return {
    code: "preset-parameter",
    severity: "error",
    message: `${preset.title} (${preset.askedFor}): ${problem.message}`,
    help: `${problem.help}${where}`,
    place,
  };
}

function unknownParameter(preset: Preset, name: string): Problem {
  const known = Object.keys(preset.parameters);
  const meant = nearest(name, known);
  return {
    message: `there is no parameter ${quote(name)}, so its value would be ignored`,
    help:
      meant !== undefined
        ? `did you mean ${meant}?`
        : known.length === 0
          ? "it has no parameters: delete the line"
          : `its parameters are ${known.join(", ")}`,
  };
}

/** Whether a parameter can have this value; for a list parameter, whether it can be an item. */
export function takesValue(name: string, parameter: ParameterInput, value: string): boolean {
  const one = parameter.type === "list" ? { ...parameter, type: "text" as const } : parameter;
  return parameterProblem(name, one, value) === undefined;
}

function parameterProblem(
  name: string,
  parameter: ParameterInput,
  value: ParameterValue,
): Problem | undefined {
  const example = parameter.example === undefined ? "" : `, such as ${[parameter.example].flat().join(", ")}`;
  if (parameter.type === "list") {
    if (!Array.isArray(value)) {
      return {
        message: `${name} must be a list (${parameter.about}), but it is ${quote(String(value))}`,
        help: `write ${name}: [${String(value)}]`,
      };
    }
    const items = value.map((item) => parameterProblem(name, { ...parameter, type: "text" }, item));
    return items.find((problem) => problem !== undefined);
  }
  if (parameter.type === "number") return numberProblem(name, parameter, value);
  if (typeof value !== "string") {
    return {
      message: `${name} must be text (${parameter.about}), but YAML reads it as ${Array.isArray(value) ? "a list" : `${typeof value} ${String(value)}`}`,
      help: `put it in quotes${example}`,
    };
  }
  const form = formProblem(parameter, value);
  if (form === undefined) return undefined;
  return {
    message: `${name} is ${quote(value)}, but ${form} (${parameter.about})`,
    help: `give ${name} its real value${example}`,
  };
}

/** A number of 16 bits, such as an MX preference; in quotes or not. */
function numberProblem(
  name: string,
  { about, example }: ParameterInput,
  value: ParameterValue,
): Problem | undefined {
  if (!Array.isArray(value) && /^\d{1,5}$/.test(String(value)) && Number(value) <= 65535) return undefined;
  return {
    message: `${name} must be a whole number from 0 to 65535 (${about}), but it is ${quote(String(value))}`,
    help: `write ${name}: ${String(example ?? 10)}`,
  };
}

function formProblem(parameter: ParameterInput, value: string): string | undefined {
  if (value === "") return parameter.empty ? undefined : "it must not be empty";
  if (/\p{Cc}/u.test(value)) return "it has a line break or another control character";
  if (parameter.pattern !== undefined && !wholeOf(parameter.pattern).test(value)) {
    return `it does not match ${parameter.pattern}`;
  }
  switch (parameter.type) {
    case "label":
      return value === "@" ? undefined : ownerFault(absolute(value))?.problem;
    case "host":
      return hostFault(absolute(value))?.problem;
    case "ipv4":
      return parseAddress("A", value) ? undefined : "it is not an IPv4 address";
    case "ipv6":
      return parseAddress("AAAA", value) ? undefined : "it is not an IPv6 address";
    case "email":
      return /^[^@\s,!]+@[^@\s,!.]+(?:\.[^@\s,!.]+)+$/.test(value) ? undefined : "it is not a mail address";
    case "base64":
      return /^[A-Za-z0-9+/]+={0,2}$/.test(value) ? undefined : "it is not base64";
    case "choice":
      return parameter.choices?.includes(value) ? undefined : `it must be ${oneOf(parameter.choices ?? [])}`;
    default:
      return undefined;
  }
}

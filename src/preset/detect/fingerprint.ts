/** What a preset's records look like in DNS: its templates as patterns that read the parameters' values back. */
import { getDomain } from "tldts";
import { composeSpf } from "../../mail/spf.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import type { RecordType } from "../../zone/rdata.ts";
import { BUILT_INS, builtIn, takesValue } from "../parameters.ts";
import { anywhereOf } from "../pattern/pattern.ts";
import type { Preset, PresetRecord } from "../preset.ts";
import type { ParameterInput } from "../schema.ts";
import { derivedTemplates, namesIn } from "../template.ts";
import { type Weight, weigh } from "./weights.ts";

/** `SPF` is one term of an SPF record, so that several services can be distinguished. */
export type FactType = RecordType | "SPF";

/** Values of parameters, by name. */
export type Values = Readonly<Record<string, string>>;

/** One way in which a record of the preset can be worded. */
export interface Form {
  /** Matches `OWNER\nDATA`, the owner relative to the mail domain; its named groups are parameters. */
  readonly pattern: RegExp;
  /** The parameter values that this wording implies. */
  readonly sets: Values;
  /** The owner's name in pieces. */
  readonly owner: readonly Part[];
  /** Parameters in the owner's name that `sets` does not have. */
  readonly ownerNeeds: readonly string[];
  readonly weight: Weight;
}

/** Something that a preset publishes: a record, or one term of its SPF record. */
export interface Sign {
  readonly record: PresetRecord;
  readonly type: FactType;
  /** Most likely first. */
  readonly forms: readonly Form[];
  /** The list parameter each of whose items has a record. */
  readonly list?: string;
  /** The parameter whose value is several SPF terms; this is one of them. */
  readonly terms?: string;
}

/** Everything that a preset publishes for a mail domain. */
export function compileSigns(preset: Preset, domain: Name, zone: Name): readonly Sign[] {
  return preset.records
    .filter((record) => isBounded(record, preset))
    .flatMap((record) =>
      templatesOf(record, preset).map(({ data, terms, isWhole = false }): Sign => {
        const owner = ownerTemplate(record);
        const texts = record.type === "SPF" && !isWhole ? [data, ...vendorTerm(data, preset)] : [data];
        const wordings = texts.flatMap((text) =>
          new Wordings(preset, domain, zone).of(`${owner}\n${text}`, record.when ?? {}),
        );
        const list = Object.keys(preset.parameters).find(
          (name) => preset.parameters[name]?.type === "list" && `${owner}${data}`.includes(`{${name}}`),
        );
        const type = record.type === "DMARC" || isWhole ? "TXT" : record.type;
        const forms = wordings.flatMap((wording) => formsOf(wording, record, preset, withoutDot(domain)));
        return {
          record,
          type,
          forms,
          ...(list === undefined ? {} : { list }),
          ...(terms === undefined ? {} : { terms }),
        };
      }),
    );
}

/** To read the values of a record's parameters back takes time that grows with its length to the power of their number. */
const MOST_PARAMETERS = 3;
/** In how many ways the values that are known beforehand can be combined. */
const MOST_WORDINGS = 1000;

/** Whether a record can be recognized in reasonable time; of a preset of the user's own, anybody may have written it. */
function isBounded({ compiled: { uses } }: PresetRecord, { parameters }: Preset): boolean {
  const names = [...new Set(uses)].filter((name) => Object.hasOwn(parameters, name));
  return names.length <= MOST_PARAMETERS && combinations(names, parameters) <= MOST_WORDINGS;
}

const combinations = (names: readonly string[], parameters: Preset["parameters"]): number =>
  names.reduce((product, name) => product * waysOf(parameters[name], parameters), 1);

/** Derived values are made of others that are not derived (bounds.ts). */
function waysOf(parameter: ParameterInput | undefined, parameters: Preset["parameters"]): number {
  if (parameter === undefined) return 1;
  const { choices, derive, default: usual } = parameter;
  if (choices !== undefined) return choices.length;
  const derived = derivedTemplates(derive).reduce(
    (sum, one) => sum + combinations(namesIn(one), parameters),
    0,
  );
  return derived + [usual ?? []].flat().length + 1;
}

function ownerTemplate({ type, name }: PresetRecord): string {
  if (type !== "DMARC") return name;
  return name === "@" ? "_dmarc" : `_dmarc.${name}`;
}

interface Template {
  readonly data: string;
  readonly terms?: string;
  /** Whether it is a whole SPF record, which has no term to be compared. */
  readonly isWhole?: boolean;
}

/** The data of a record as one text, in the form of facts; for SPF, one text per term. */
function templatesOf(record: PresetRecord, preset: Preset): readonly Template[] {
  switch (record.type) {
    case "A":
    case "AAAA":
      return [{ data: record.address }];
    case "CNAME":
    case "NS":
      return [{ data: record.target }];
    case "MX": {
      const { preference, exchange } = record;
      // a different preference is a difference, not another record
      return [{ data: typeof preference === "number" ? exchange : `${preference} ${exchange}` }];
    }
    case "SRV":
      return [{ data: `${record.priority} ${record.weight} ${record.port} ${record.target}` }];
    case "CAA":
      return [{ data: `${record.flags} ${record.tag.toLowerCase()} ${record.value}` }];
    case "SPF":
      return record.terms.length === 0
        ? [{ data: composeSpf([], record.all), isWhole: true }]
        : record.terms.flatMap((term) => spfTemplates(term, preset));
    case "TXT":
    case "DMARC":
      return [{ data: record.text }];
  }
}

/** A parameter that holds several terms can only be recognized by those of its default or example. */
function spfTemplates(term: string, { parameters }: Preset): readonly Template[] {
  const [, name = ""] = /^\{(\w+)\}$/.exec(term) ?? [];
  const usual = parameters[name]?.default ?? parameters[name]?.example;
  return typeof usual === "string"
    ? usual.split(" ").map((data) => ({ data, terms: name }))
    : [{ data: term }];
}

const INCLUDE = /^include:/i;

/** The `redirect=` that a vendor gives instead of the include (RFC 7208 §6.1). */
const vendorTerm = (term: string, { conflicts }: Preset): string[] =>
  conflicts.includes("spf-redirect") && INCLUDE.test(term) ? [term.replace(INCLUDE, "redirect=")] : [];

interface Capture {
  readonly name: string;
}
export type Part = string | Capture;

/** The owner's name with these parameter values, relative to the mail domain; undefined if one is missing. */
export function ownerWith(form: Form, values: ReadonlyMap<string, unknown>): string | undefined {
  const pieces = form.owner.map((part) => (typeof part === "string" ? part : values.get(part.name)));
  return pieces.every((piece) => typeof piece === "string") ? pieces.join("").replace(/\.@$/, "") : undefined;
}

/** A template in one of the ways in which its parameters can be filled in. */
interface Wording {
  readonly parts: readonly Part[];
  readonly sets: Values;
}

class Wordings {
  readonly #preset: Preset;
  readonly #domain: Name;
  readonly #zone: Name;

  constructor(preset: Preset, domain: Name, zone: Name) {
    this.#preset = preset;
    this.#domain = domain;
    this.#zone = zone;
  }

  of(template: string, sets: Values): Wording[] {
    // the text between placeholders is at even places
    const pieces = template.split(/\{([A-Za-z0-9_-]+)\}/);
    return pieces.reduce<Wording[]>(
      (soFar, piece, i) =>
        soFar.flatMap((before) => {
          const isSettled =
            i % 2 === 0 || before.parts.some((part) => typeof part === "object" && part.name === piece);
          const same: Part = i % 2 === 0 ? piece : { name: piece };
          const ways = isSettled ? [{ parts: [same], sets: before.sets }] : this.#ways(piece, before.sets);
          return ways.map((way) => ({ parts: [...before.parts, ...way.parts], sets: way.sets }));
        }),
      [{ parts: [], sets }],
    );
  }

  /** What can replace a parameter: what it is derived from, its choices, its default; otherwise what the record has there. */
  #ways(name: string, sets: Values): Wording[] {
    if (BUILT_INS.includes(name as never)) {
      return [{ parts: [builtIn(name, this.#domain, this.#zone)], sets }];
    }
    const known = sets[name];
    if (known !== undefined) return [{ parts: [known], sets }];
    const parameter = this.#preset.parameters[name];
    if (parameter === undefined) return [];
    const as = (value: string): Wording => ({ parts: [value], sets: { ...sets, [name]: value } });
    if (parameter.type === "choice") return (parameter.choices ?? []).map(as);
    const usual = [parameter.default ?? []].flat();
    const apex = parameter.type !== "list" && takesValue(name, parameter, "@") ? ["@"] : [];
    return [
      ...this.#derived(name, sets),
      ...[...new Set([...usual, ...apex])].map(as),
      { parts: [{ name }], sets },
    ];
  }

  #derived(name: string, sets: Values): Wording[] {
    const rule = this.#preset.parameters[name]?.derive;
    if (rule === undefined) return [];
    if (typeof rule === "string") return this.of(rule, sets);
    if ("template" in rule) {
      return anywhereOf(rule.unless).test(withoutDot(this.#domain)) ? [] : this.of(rule.template, sets);
    }
    const { map, values, otherwise } = rule;
    const decided = sets[map];
    const cases = Object.entries(values).filter(([value]) => decided === undefined || decided === value);
    return [
      ...cases.flatMap(([value, template]) => this.of(template, { ...sets, [map]: value })),
      ...(otherwise === undefined || (decided !== undefined && Object.hasOwn(values, decided))
        ? []
        : this.of(otherwise, sets)),
    ];
  }
}

/** A wording as a form; as two if all the data is the user's and the vendor's own host in the example says more. */
function formsOf({ parts, sets }: Wording, record: PresetRecord, preset: Preset, domain: string): Form[] {
  const [owner, data] = split(parts);
  const seen = new Set<string>();
  const name = owner.map((part) => piecePattern(part, preset, seen)).join("");
  const ownerNeeds = [...seen];
  // facts have the preference before the exchange
  const before = record.type === "MX" && typeof record.preference === "number" ? "\\d+ " : "";
  const rest = before + data.map((part) => piecePattern(part, preset, seen)).join("");
  const isText = record.type === "TXT" || record.type === "DMARC" || record.type === "CAA";
  const form = (ahead: string, weight: Weight): Form => ({
    pattern: new RegExp(`^${name}\\n${ahead}${rest}$`, isText ? "u" : "iu"),
    sets,
    owner,
    ownerNeeds,
    weight,
  });
  const plain = form("", weigh(owner, data, record, preset, domain));
  const end = isText ? undefined : vendorEnd(data, preset);
  if (end === undefined) return [plain];
  return [
    form(`(?=.*\\.${escaped(end)}$)`, weigh(owner, [...data, `.x.${end}`], record, preset, domain)),
    plain,
  ];
}

/** Names reserved for examples (RFC 2606). */
const RESERVED = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/;

/** The domain of the host that is a parameter's example; undefined if it is nobody's. */
function vendorEnd(data: readonly Part[], { parameters }: Preset): string | undefined {
  const [last, before = ""] = [...data].reverse();
  if (typeof before !== "string" || !/(?:^|[ :])$/.test(before)) return undefined;
  const example = typeof last === "object" ? parameters[last.name]?.example : undefined;
  if (typeof example !== "string" || RESERVED.test(example)) return undefined;
  return getDomain(example) ?? undefined;
}

/** The parts before and after the line break. Of a name that ends with `.@`, only the labels before that. */
function split(parts: readonly Part[]): [owner: Part[], data: Part[]] {
  const at = parts.findIndex((part) => typeof part === "string" && part.includes("\n"));
  const [before = "", after = ""] = String(parts[at]).split("\n");
  const owner = joined([...parts.slice(0, at), before]);
  const last = owner.at(-1);
  if (typeof last === "string") owner[owner.length - 1] = last.replace(/\.@$/, "");
  return [owner, joined([after, ...parts.slice(at + 1)])];
}

/** Neighbouring texts as one. */
function joined(parts: readonly Part[]): Part[] {
  const whole: Part[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (part === "") continue;
    if (typeof part === "string" && typeof last === "string") whole[whole.length - 1] = last + part;
    else whole.push(part);
  }
  return whole;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

function piecePattern(part: Part, { parameters }: Preset, seen: Set<string>): string {
  if (typeof part === "string") return escaped(part);
  const { name } = part;
  if (seen.has(name)) return `\\k<${name}>`;
  seen.add(name);
  const { type, pattern, empty } = parameters[name] ?? { type: "text" };
  if (pattern !== undefined) return `(?<${name}>${unanchored(pattern)})`;
  const form = {
    number: "\\d+",
    base64: "[A-Za-z0-9+/]+=*",
    ipv4: "[\\d.]+",
    ipv6: "[\\da-f:.]+",
    label: "[^\\s]+?",
    host: "[^\\s]+?",
    email: "\\S+?",
  }[type as string];
  return `(?<${name}>${form ?? (empty ? ".*?" : ".+?")})`;
}

const unanchored = (pattern: string): string => pattern.replace(/^\^/, "").replace(/(?<!\\)\$$/, "");

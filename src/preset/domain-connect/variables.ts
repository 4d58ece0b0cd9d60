/** A template's variables as the parameters of a preset. */
import { BUILT_INS } from "../parameters.ts";
import type { ParameterInput } from "../schema.ts";
import { VARIABLE } from "./template.ts";

/** Whether variables keep the publisher's names, or get names like those of a preset's parameters. */
export type Naming = "as-published" | "snake-case";

/** The format's built-in variables, as presets name them: the zone, the part before it, both together. */
const STANDING: Readonly<Record<string, string>> = { domain: "zone", host: "host", fqdn: "domain" };

/** A brace in the text that would otherwise begin a placeholder. */
const OPEN_BRACE = "open_brace";

const RESERVED: ReadonlySet<string> = new Set([...BUILT_INS, OPEN_BRACE]);

/** Anything that could be a variable's name. */
const WORD = /[A-Za-z0-9_-]+/g;

/** The kind of field that a variable is in; `left-out` for any field of a record that is not published. */
export type Field = "owner" | "host" | "target" | "ipv4" | "ipv6" | "number" | "ttl" | "left-out" | "text";

/** One use of a variable: alone in the field, next to another one, as whole labels of a name, or with text around it. */
interface Standing {
  readonly field: Field;
  readonly as: "all" | "fragment" | "label" | "part";
}

interface Variable {
  readonly name: string;
  readonly parameter: string;
  readonly uses: Standing[];
}

/** Whether the value appears in a record that is published; a TTL is the spec's. */
const isReal = ({ field }: Standing): boolean => field !== "ttl" && field !== "left-out";

export class Variables {
  readonly #naming: Naming;
  readonly #prose: string;
  readonly #publisher: string;
  readonly #found = new Map<string, Variable>();
  readonly #taken = new Set<string>(RESERVED);
  #mentions: readonly RegExpExecArray[] | undefined;
  #hasBrace = false;

  /** `prose` is the template's description of its variables. */
  constructor(naming: Naming, prose: string, publisher: string) {
    this.#naming = naming;
    this.#prose = prose;
    this.#publisher = publisher;
  }

  /** The text with parameters in place of variables. */
  template(text: string, field: Field): string {
    const parts = text.split(VARIABLE);
    return parts
      .map((part, i) =>
        i % 2 === 0 ? this.#literal(part) : `{${this.#parameter(part, { field, as: standing(parts, i) })}}`,
      )
      .join("");
  }

  parameters(): Record<string, ParameterInput> {
    const all = [...this.#found.values()].map((variable): [string, ParameterInput] => [
      variable.parameter,
      this.#declared(variable),
    ]);
    const brace: ParameterInput = {
      about: "An opening brace, which stands for itself",
      type: "text",
      default: "{",
    };
    return Object.fromEntries(this.#hasBrace ? [...all, [OPEN_BRACE, brace]] : all);
  }

  /** Each parameter whose name differs from its variable's, with that variable. */
  renamed(): { readonly variable: string; readonly parameter: string }[] {
    return [...this.#found.values()].flatMap(({ name, parameter }) =>
      name === parameter ? [] : [{ variable: name, parameter }],
    );
  }

  #literal(text: string): string {
    return text.replace(/\{([A-Za-z0-9_-]+\})/g, (_, rest: string) => {
      this.#hasBrace = true;
      return `{${OPEN_BRACE}}${rest}`;
    });
  }

  #parameter(name: string, use: Standing): string {
    if (Object.hasOwn(STANDING, name)) return STANDING[name] as string;
    const known = this.#found.get(name);
    if (known !== undefined) {
      known.uses.push(use);
      return known.parameter;
    }
    const parameter = this.#free(this.#naming === "as-published" ? name : snakeCase(name));
    this.#found.set(name, { name, parameter, uses: [use] });
    return parameter;
  }

  /** The name, or a similar one, that no other parameter has and that is not reserved. */
  #free(wanted: string): string {
    let name = RESERVED.has(wanted) ? `${wanted}_value` : wanted;
    for (let n = 2; this.#taken.has(name); n++) name = `${wanted}_${n}`;
    this.#taken.add(name);
    return name;
  }

  #declared({ name, uses }: Variable): ParameterInput {
    const real = uses.filter(isReal);
    const isIdle = real.length === 0;
    const mayBeEmpty = real.every(
      ({ field, as }) => as === "fragment" || (field === "owner" && as !== "label"),
    );
    return {
      ...(this.#naming === "as-published" ? this.#asVariable(name, uses) : this.#asParameter(name)),
      type: isIdle ? "text" : typeFor(real),
      ...(isIdle ? {} : { required: true }),
      ...(mayBeEmpty ? { empty: true } : {}),
    };
  }

  #asVariable(name: string, uses: readonly Standing[]): Pick<ParameterInput, "about" | "find"> {
    const said = this.#said(name);
    return {
      about: uses.some(isReal)
        ? `the template's variable %${name}%${said === "" ? "" : `: ${said}`}`
        : uses.every(({ field }) => field === "ttl")
          ? `the template's TTL %${name}%, which the spec's ttl replaces`
          : `the template's variable %${name}%, which only records have that are left out`,
      find: `${this.#publisher}, where it shows the records for your domain`,
    };
  }

  #asParameter(name: string): Pick<ParameterInput, "about" | "find"> {
    return {
      about: this.#said(name) || `value of %${name}%`,
      find: `${this.#publisher}, where it shows the records for your domain; %${name}% of its Domain Connect template`,
    };
  }

  /** What the prose says about a variable: from its name to the next variable's. */
  #said(name: string): string {
    this.#mentions ??= [...this.#prose.matchAll(WORD)].filter(([word]) => this.#found.has(word));
    const at = this.#mentions.findIndex(([word]) => word === name);
    const start = this.#mentions[at];
    if (start === undefined) return "";
    const said = bare(this.#prose.slice(start.index + name.length, this.#mentions[at + 1]?.index));
    if (said.length <= MOST_PROSE) return said;
    const cut = said.slice(0, MOST_PROSE);
    return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 0) || undefined)} ...`;
  }
}

/** A part of prose without the punctuation around it, and with single spaces. */
function bare(prose: string): string {
  const from = prose.search(/[^\s%:=.,;*'"`()[\]-]/);
  if (from < 0) return "";
  let to = prose.length;
  while (/[\s%:=.,;*'"`([-]/.test(prose[to - 1] ?? "")) to--;
  return prose.slice(from, to).replace(/\s+/g, " ");
}

/** How the variable at `i` is used; the parts at even places are the text between variables. */
function standing(parts: readonly string[], i: number): Standing["as"] {
  const [before = "", after = ""] = [parts[i - 1], parts[i + 1]];
  const [isFirst, isLast] = [i === 1, i === parts.length - 2];
  if (isFirst && isLast && before === "" && after === "") return "all";
  if ((!isFirst && before === "") || (!isLast && after === "")) return "fragment";
  const begins = before === "" || before.endsWith(".");
  const ends = after === "" || after.startsWith(".");
  return begins && ends ? "label" : "part";
}

/** In characters: a parameter's description has to fit into the single line of a finding. */
const MOST_PROSE = 120;

/** What a variable's values must be, if all of its uses agree; `%v1%` may be an address here and a host there. */
function typeFor(uses: readonly Standing[]): ParameterInput["type"] {
  if (uses.some(({ field }) => field === "number")) return "number";
  const [{ field }] = uses as [Standing];
  const isPiece = (use: Standing): boolean => use.as === "part" || use.as === "fragment";
  if (uses.some((use) => use.field !== field || isPiece(use))) return "text";
  if (field === "owner") return "label";
  if (uses.some((use) => use.as !== "all")) return "text";
  switch (field) {
    case "ipv4":
    case "ipv6":
    case "host":
      return field;
    // a CNAME may point to a name with underscores
    case "target":
      return "label";
    default:
      return "text";
  }
}

/** `dkimSelector` as `dkim_selector`, which is how presets name parameters. */
function snakeCase(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
  return /^[a-z]/.test(words) ? words : `v_${words}`;
}

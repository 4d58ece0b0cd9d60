/** A template's variables as the parameters of a preset. */
import { BUILT_INS } from "../parameters.ts";
import type { ParameterInput } from "../schema.ts";
import { VARIABLE } from "./template.ts";

/** Where variables keep the names that the publisher gave them, and where they take those of a preset's parameters. */
export type Naming = "as-published" | "snake-case";

/** What the format gives without declaring it, as presets name it: the zone, what stands before it, both together. */
const STANDING: Readonly<Record<string, string>> = { domain: "zone", host: "host", fqdn: "domain" };

/** A brace of the text that would read as a placeholder. */
const OPEN_BRACE = "open_brace";

/** The kind of field that a variable stands in. */
export type Field = "owner" | "host" | "target" | "ipv4" | "ipv6" | "number" | "ttl" | "text";

/** A variable at one place: alone in the field, as whole labels of a name, or with other text around it. */
interface Standing {
  readonly field: Field;
  readonly as: "all" | "label" | "part";
}

interface Variable {
  readonly name: string;
  readonly parameter: string;
  readonly uses: Standing[];
}

export class Variables {
  readonly #naming: Naming;
  readonly #prose: string;
  readonly #publisher: string;
  readonly #found = new Map<string, Variable>();
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
      .map((part, i) => {
        if (i % 2 === 0) return this.#literal(part);
        const before = parts.slice(0, i).join("%");
        const after = parts.slice(i + 1).join("%");
        const isLabel = (before === "" || before.endsWith(".")) && (after === "" || after.startsWith("."));
        const as = parts.length === 3 && parts[0] === "" && parts[2] === "" ? "all" : isLabel ? "label" : "part";
        return `{${this.#parameter(part, { field, as })}}`;
      })
      .join("");
  }

  parameters(): Record<string, ParameterInput> {
    const all = [...this.#found.values()].map((variable): [string, ParameterInput] => [
      variable.parameter,
      this.#declared(variable),
    ]);
    const brace: ParameterInput = { about: "An opening brace, which stands for itself", type: "text", default: "{" };
    return Object.fromEntries(this.#hasBrace ? [...all, [OPEN_BRACE, brace]] : all);
  }

  /** Each parameter with the variable that it stands for, where the two differ. */
  renamed(): { readonly variable: string; readonly parameter: string }[] {
    return [...this.#found.values()].flatMap(({ name, parameter }) =>
      name === parameter ? [] : [{ variable: name, parameter }],
    );
  }

  #literal(text: string): string {
    return text.replace(/\{(?=[A-Za-z0-9_-]+\})/g, () => {
      this.#hasBrace = true;
      return `{${OPEN_BRACE}}`;
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

  /** The name, or one like it, that is no other parameter's and none of the language's own. */
  #free(wanted: string): string {
    const taken = new Set<string>([...BUILT_INS, OPEN_BRACE]);
    let name = taken.has(wanted) ? `${wanted}_value` : wanted;
    for (const { parameter } of this.#found.values()) taken.add(parameter);
    for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`;
    return name;
  }

  #declared({ name, uses }: Variable): ParameterInput {
    const isIdle = uses.every(({ field }) => field === "ttl");
    const said = this.#said(name);
    const mayBeEmpty = uses.every(({ field, as }) => as === "part" || (as === "all" && field === "owner"));
    return {
      about: isIdle
        ? `the template's TTL %${name}%, which gives way to the ttl of the spec`
        : `the template's variable %${name}%${said === "" ? "" : `: ${said}`}`,
      find: `${this.#publisher}, where it shows the records for your domain`,
      type: typeFor(uses),
      ...(isIdle ? {} : { required: true }),
      ...(mayBeEmpty ? { empty: true } : {}),
    };
  }

  /** What the prose says of a variable: from its name to the next that is named. */
  #said(name: string): string {
    const mentions = [...this.#found.keys()]
      .flatMap((one) => [...this.#prose.matchAll(mention(one))].map(({ index }) => ({ one, index })))
      .sort((a, b) => a.index - b.index);
    const at = mentions.findIndex(({ one }) => one === name);
    const start = mentions[at];
    if (start === undefined) return "";
    const said = this.#prose
      .slice(start.index + name.length, mentions[at + 1]?.index)
      .replace(/^[\s%:=.,;*'"`()[\]-]+|[\s%:=.,;*'"`([-]+$/g, "")
      .replace(/\s+/g, " ");
    return said.length > MOST_PROSE ? `${said.slice(0, MOST_PROSE).replace(/\s+\S*$/, "")} ...` : said;
  }
}

/** Characters: a parameter's description stands inside a finding's one line. */
const MOST_PROSE = 120;

const mention = (name: string): RegExp => new RegExp(`(?<![A-Za-z0-9_-])${name}(?![A-Za-z0-9_-])`, "g");

/** What a variable's values must be, if all of its uses agree; `%v1%` may be an address here and a host there. */
function typeFor(uses: readonly Standing[]): ParameterInput["type"] {
  if (uses.some(({ field }) => field === "number")) return "number";
  const [{ field, as }, ...others] = uses as [Standing, ...Standing[]];
  if (as === "part" || others.some((use) => use.field !== field || use.as === "part")) return "text";
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
    .replace(/^_+|_+$/g, "");
  return /^[a-z]/.test(words) ? words : `v_${words}`;
}

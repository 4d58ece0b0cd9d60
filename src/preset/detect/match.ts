/** Records that match what a preset publishes, and those of one use of it together. */
import { MAX_VALUE } from "../../source/value-limit.ts";
import { BUILT_INS, takesValue } from "../parameters.ts";
import type { Preset } from "../preset.ts";
import { type Fact, holdsSpf } from "./facts.ts";
import type { Form, Sign, Values } from "./fingerprint.ts";
import type { Weight } from "./weights.ts";

export interface Matched {
  readonly sign: Sign;
  readonly fact: Fact;
  readonly weight: Weight;
}

export interface Match extends Matched {
  readonly form: Form;
  /** The parameter values that the match implies. */
  readonly values: Values;
}

export function matchesOf(sign: Sign, fact: Fact, preset: Preset): Match[] {
  // a preset's texts are short, and a form may take time that grows faster than the text
  if (sign.type !== fact.type || fact.text.length > MAX_VALUE) return [];
  const isSpfText = fact.type === "TXT" && holdsSpf(fact.record);
  return sign.forms.flatMap((form) => {
    const [name, ...more] = form.owner;
    // most records of a zone are at another name: to compare that takes less time than the pattern
    if (more.length === 0 && typeof name === "string" && name.toLowerCase() !== fact.owner) return [];
    const found = form.pattern.exec(`${fact.owner}\n${fact.text}`);
    if (found === null || (isSpfText && !form.pattern.source.includes("v=spf1"))) return [];
    const values: Values = { ...form.sets, ...found.groups };
    const isTaken = ([name, value]: [string, string]): boolean => {
      const parameter = preset.parameters[name];
      return (
        BUILT_INS.includes(name as never) || (parameter !== undefined && takesValue(name, parameter, value))
      );
    };
    return Object.entries(found.groups ?? {}).every(isTaken)
      ? [{ sign, fact, form, weight: form.weight, values }]
      : [];
  });
}

export interface Candidate {
  readonly preset: Preset;
  readonly signs: readonly Sign[];
  readonly matches: readonly Match[];
}

/** One use of a preset that explains records. */
export interface Explanation extends Candidate {
  readonly matched: readonly Match[];
  /** What it explains for the first time. */
  readonly news: readonly Fact[];
  readonly score: number;
  /** Whether all required records of the vendor's own are there. */
  readonly isWhole: boolean;
  readonly orElse: readonly string[];
}

/** Matches of one use of a preset, whose parameter values agree. */
export class Use {
  readonly #values = new Map<string, string>();
  readonly #signs = new Set<Sign>();
  readonly #facts = new Set<Fact>();
  readonly #matched: Match[] = [];

  constructor(matched: readonly Match[] = []) {
    for (const match of matched) this.take(match);
  }

  get matched(): readonly Match[] {
    return this.#matched;
  }

  get values(): Values {
    return Object.fromEntries(this.#values);
  }

  has(sign: Sign): boolean {
    return this.#signs.has(sign);
  }

  fits({ sign, fact, values }: Match): boolean {
    if (this.#facts.has(fact) || (this.#signs.has(sign) && sign.list === undefined)) return false;
    return Object.entries(values).every(([name, value]) => {
      const own = name === sign.list ? undefined : this.#values.get(name);
      return own === undefined || own.toLowerCase() === value.toLowerCase();
    });
  }

  take(match: Match): void {
    this.#signs.add(match.sign);
    this.#facts.add(match.fact);
    this.#matched.push(match);
    for (const [name, value] of Object.entries(match.values)) {
      if (name !== match.sign.list) this.#values.set(name, spelling(this.#values.get(name), value));
    }
  }
}

/** Names in DNS are in lower case here; a text has the value as the vendor gave it. */
export const spelling = (known: string | undefined, value: string): string =>
  known !== undefined && known !== known.toLowerCase() ? known : value;

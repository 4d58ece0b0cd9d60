/** The mail records of a domain as DNS answers them: everything that presets could publish there. */
import { detect } from "../preset/detect/detect.ts";
import type { Observed } from "../preset/detect/facts.ts";
import { ownerWith } from "../preset/detect/fingerprint.ts";
import { signsOf } from "../preset/detect/signs.ts";
import type { Preset } from "../preset/preset.ts";
import { type Name, ownerFault, ownerName, withoutDot } from "../zone/name.ts";
import { parseRdata, type RecordType } from "../zone/rdata.ts";
import { parseText } from "../zone/txt.ts";
import { atOnce } from "./at-once.ts";
import { ledTo } from "./led-to.ts";
import type { NameSource } from "./name-source.ts";

/** Number of concurrent queries. */
const AT_ONCE = 16;

/** From a record to the next: an include, its mx term, that MX's host. */
const MOST_STEPS = 8;

export interface Gathered {
  readonly records: readonly Observed[];
  /** How many names were queried. */
  readonly asked: number;
  /** Names with a query that got no answer. */
  readonly unanswered: readonly Name[];
}

/** DNS answers that the name does not exist. */
export class NoSuchName extends Error {}

/** DNS did not answer at all. */
export class NoAnswer extends Error {}

type Wanted = Map<Name, Set<RecordType>>;

/**
 * `selectors` are asked for besides those of the presets.
 * @throws NoAnswer when the first queries get no answer, NoSuchName when DNS has no such domain
 */
export async function gather(
  source: NameSource,
  domain: Name,
  presets: readonly Preset[],
  selectors: readonly string[] = [],
): Promise<Gathered> {
  const asker = new Asker(source);
  try {
    if (!(await source.isThere(domain))) throw new NoSuchName(withoutDot(domain));
    // what else the name has is then not its own
    if ((await source.values(domain, "CNAME")).length === 0) {
      asker.keep(domain, "MX", await source.values(domain, "MX"));
    }
  } catch (error) {
    if (error instanceof NoSuchName) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new NoAnswer(code ?? message, { cause: error });
  }
  await asker.ask(new Map([[domain, new Set<RecordType>(["NS", "TXT", "MX", "CAA"])]]));
  await asker.probe([domain, `_domainkey.${domain}`]);
  await asker.ask(usualNames(presets, domain));
  await asker.ask(new Map([[`default._bimi.${domain}`, new Set<RecordType>(["TXT"])]]));
  await asker.ask(
    new Map(selectors.map((one) => [ownerName(`${one}._domainkey`, domain), new Set<RecordType>(["TXT"])])),
  );
  // the values found so far lead to further names
  await asker.ask(namesFrom(asker.records, presets, domain));
  for (let left = MOST_STEPS; left > 0 && (await asker.follow(ledTo(asker.records, domain))); left--);
  return { records: asker.records, asked: asker.asked, unanswered: asker.unanswered };
}

class Asker {
  readonly records: Observed[] = [];
  readonly unanswered: Name[] = [];
  readonly #source: NameSource;
  readonly #known = new Set<string>();
  readonly #names = new Set<Name>();
  /** Answers that any name gets: a wildcard's records prove nothing. */
  readonly #wild = new Set<string>();
  readonly #followed = new Set<string>();

  constructor(source: NameSource) {
    this.#source = source;
  }

  get asked(): number {
    return this.#names.size;
  }

  async ask(wanted: Wanted): Promise<void> {
    await atOnce(AT_ONCE, wanted, (one) => this.#name(...one));
  }

  /** Asks for what a record leads to, where a wildcard's answer counts; false if there is nothing new. */
  async follow(wanted: ReadonlyMap<Name, ReadonlySet<RecordType>>): Promise<boolean> {
    const fresh = [...wanted].flatMap(([name, types]) =>
      [...types]
        .filter((type) => !this.#followed.has(`${name} ${type}`))
        .map((type) => [name, type] as const),
    );
    await atOnce(AT_ONCE, fresh, async ([name, type]) => {
      this.#followed.add(`${name} ${type}`);
      this.#names.add(name);
      const alias = await this.#answers(name, "CNAME");
      this.keep(name, "CNAME", alias, true);
      if (alias.length === 0) this.keep(name, type, await this.#answers(name, type), true);
    });
    return fresh.length > 0;
  }

  async probe(parents: readonly Name[]): Promise<void> {
    for (const parent of parents) {
      const name = `mailzone-asks-for-no-such-name.${parent}`;
      for (const type of ["CNAME", "TXT", "MX", "A", "AAAA"] as const) {
        for (const value of await this.#answers(name, type)) this.#wild.add(`${type} ${value}`);
      }
    }
  }

  keep(name: Name, type: RecordType, values: readonly string[], isLedTo = false): void {
    for (const value of values) {
      const key = `${name} ${type} ${value}`;
      const isWild = !isLedTo && !name.startsWith("*.") && this.#wild.has(`${type} ${value}`);
      if (this.#known.has(key) || isWild) continue;
      this.#known.add(key);
      const data = type === "TXT" ? { type, text: parseText(value) ?? "" } : parseRdata(type, value, ".");
      if (!("problem" in data)) this.records.push({ name, data });
    }
  }

  /** CNAME first: for other types a resolver follows it and answers with the target's records. */
  async #name(name: Name, types: ReadonlySet<RecordType>): Promise<void> {
    this.#names.add(name);
    const alias = await this.#answers(name, "CNAME");
    this.keep(name, "CNAME", alias);
    if (alias.length > 0) return;
    for (const type of types) if (type !== "CNAME") this.keep(name, type, await this.#answers(name, type));
  }

  async #answers(name: Name, type: RecordType): Promise<readonly string[]> {
    try {
      return await this.#source.values(name, type);
    } catch {
      if (!this.unanswered.includes(name)) this.unanswered.push(name);
      return [];
    }
  }
}

/** Every name that a preset uses, by default or with its examples. */
function usualNames(presets: readonly Preset[], domain: Name): Wanted {
  const wanted: Wanted = new Map();
  for (const preset of presets) {
    const examples = new Map(Object.entries(preset.parameters).map(([name, { example }]) => [name, example]));
    collect(preset, domain, examples, wanted);
  }
  return wanted;
}

/** The names that follow from the parameter values recovered so far. */
function namesFrom(records: readonly Observed[], presets: readonly Preset[], domain: Name): Wanted {
  const wanted: Wanted = new Map();
  for (const { preset, values } of detect(records, { domain, zone: domain }, presets)) {
    collect(preset, domain, values, wanted);
  }
  return wanted;
}

function collect(preset: Preset, domain: Name, values: ReadonlyMap<string, unknown>, wanted: Wanted): void {
  for (const { type, forms } of signsOf(preset, domain, domain)) {
    for (const form of forms) {
      const owner = ownerWith(form, values);
      if (owner === undefined || owner === "@") continue;
      const name = ownerName(owner, domain);
      if (ownerFault(name) !== undefined) continue;
      const types = wanted.get(name) ?? new Set();
      wanted.set(name, types.add(type === "SPF" ? "TXT" : type));
    }
  }
}

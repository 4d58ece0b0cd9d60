/**
 * Where everything in a document is, as numbers. They take a few hundred octets per spec, while the YAML library's
 * nodes take many times the size of the text, and they can pass from thread to thread.
 *
 * Each value has FIELDS numbers, followed by those of the values inside it in the order of `Object.keys`.
 */
import type { Path } from "./path.ts";

/** Offset of the key that leads to the value; for a list item, of the item. */
const KEY = 0;
/** Offset of the value. */
const START = 1;
/** Start and end of a scalar's text, or of the scalar that an alias refers to; NONE for lists and maps. */
const TEXT = 2;
const TEXT_END = 3;
/** Number of values here: this one and all inside it. */
const SIZE = 4;
const FIELDS = 5;

const NONE = -1;

export interface Span {
  readonly key: number;
  readonly start: number;
  /** Start and end of a scalar's text. */
  readonly text: readonly [from: number, to: number] | undefined;
}

export class OffsetsWriter {
  #numbers: number[] = [];

  /** Begins a value. Everything opened before it is closed is inside it. */
  open(key: number, start: number): number {
    return this.#numbers.push(key, start, NONE, NONE, 0) - FIELDS;
  }

  /** Records where the text of the scalar `opened` is. */
  text(opened: number, from: number, to: number): void {
    this.#numbers[opened + TEXT] = from;
    this.#numbers[opened + TEXT_END] = to;
  }

  close(opened: number): void {
    this.#numbers[opened + SIZE] = (this.#numbers.length - opened) / FIELDS;
  }

  /** Moves the members of the map `opened` from the order `names` into that of `Object.keys`: 10 before b. */
  order(opened: number, names: readonly string[], order: readonly string[]): void {
    const members = new Map<string, readonly number[]>();
    let at = opened + FIELDS;
    for (const name of names) {
      const end = at + (this.#numbers[at + SIZE] as number) * FIELDS;
      members.set(name, this.#numbers.slice(at, end));
      at = end;
    }
    this.#numbers.length = opened + FIELDS;
    for (const name of order) {
      for (const number of members.get(name) ?? []) this.#numbers.push(number);
    }
  }

  finish(): Int32Array {
    return Int32Array.from(this.#numbers);
  }
}

/** The size from which a list or map gets a table of its members; without one, looking up each would be quadratic. */
const MANY = 16;

type Table = readonly number[] | ReadonlyMap<string, number>;

/** Finds paths in a value by its numbers. */
export class Offsets {
  readonly #value: unknown;
  readonly #numbers: Int32Array;
  #tables: Map<number, Table> | undefined;

  constructor(value: unknown, numbers: Int32Array) {
    this.#value = value;
    this.#numbers = numbers;
  }

  /** The value at the path, or its deepest existing parent. */
  find(path: Path): Span {
    let at = 0;
    let value = this.#value;
    for (const step of path) {
      if (typeof value !== "object" || value === null) break;
      const name = typeof step === "number" && Array.isArray(value) ? step : String(step);
      if (Array.isArray(value) ? typeof name === "string" || !(name in value) : !Object.hasOwn(value, name))
        break;
      at = this.#member(at, value, name);
      value = Reflect.get(value, name);
    }
    return this.#span(at);
  }

  #span(at: number): Span {
    const from = this.#get(at, TEXT);
    return {
      key: this.#get(at, KEY),
      start: this.#get(at, START),
      text: from === NONE ? undefined : [from, this.#get(at, TEXT_END)],
    };
  }

  #get(at: number, field: number): number {
    return this.#numbers[at + field] as number;
  }

  #member(parent: number, value: object, name: string | number): number {
    const known = this.#tables?.get(parent);
    if (known !== undefined) return inTable(known, name);
    const names = Array.isArray(value) ? undefined : Object.keys(value);
    const count = names?.length ?? (value as readonly unknown[]).length;
    if (count >= MANY) return inTable(this.#table(parent, names, count), name);
    let at = parent + FIELDS;
    for (let left = names?.indexOf(String(name)) ?? Number(name); left > 0; left--) at = this.#next(at);
    return at;
  }

  #next(at: number): number {
    return at + this.#get(at, SIZE) * FIELDS;
  }

  #table(parent: number, names: readonly string[] | undefined, count: number): Table {
    const members: number[] = [];
    for (let at = parent + FIELDS; members.length < count; at = this.#next(at)) members.push(at);
    const table =
      names === undefined ? members : new Map(names.map((name, i) => [name, members[i] as number]));
    this.#tables ??= new Map();
    this.#tables.set(parent, table);
    return table;
  }
}

function inTable(table: Table, name: string | number): number {
  return ("get" in table ? table.get(String(name)) : table[Number(name)]) as number;
}

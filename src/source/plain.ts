/** A YAML document's nodes as plain data, with the offsets of everything in it. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { type Finding, type Place, quote } from "../finding.ts";
import { MAX_DEPTH, type Refusal, tooDeep } from "./mistakes.ts";
import { OffsetsWriter } from "./offsets.ts";
import { lengthRefusal } from "./value-limit.ts";

/** The most values that the aliases of one file may expand to, and the most characters in these, against "billion laughs". */
const MAX_ALIASED_VALUES = 100_000;
const MAX_ALIASED_CHARACTERS = 2_000_000;

/** The most items of one list. What the schema says about each wrong one takes a thousand times its text. */
const MAX_ITEMS = 50_000;

/** What the aliases of a file have expanded to. One for all of its documents, since a file can have thousands. */
export class AliasBudget {
  #values = 0;
  #characters = 0;

  /** Counts a value that an alias stands for; false when there are too many. */
  take(node: Node): boolean {
    this.#values++;
    if (isScalar(node) && typeof node.value === "string") this.#characters += node.value.length;
    return this.#values <= MAX_ALIASED_VALUES && this.#characters <= MAX_ALIASED_CHARACTERS;
  }
}

/** Turns the document's nodes into plain data, with aliases resolved and counted. */
export class Plain {
  readonly findings: Finding[] = [];
  /** What each alias refers to. */
  readonly #targets = new Map<Alias, Node>();
  #stopped = false;
  #depth = 0;
  #inAlias = 0;
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  readonly #pairs = new Map<YAMLMap, ReadonlyMap<string, Pair>>();
  readonly #document: Document;
  readonly #at: (offset: number) => Place;
  readonly #aliases: AliasBudget;
  readonly #offsets = new OffsetsWriter();

  constructor(document: Document, at: (offset: number) => Place, aliases: AliasBudget) {
    this.#document = document;
    this.#at = at;
    this.#aliases = aliases;
  }

  read(): unknown {
    const { contents, range } = this.#document;
    const start = contents?.range?.[0] ?? range?.[0] ?? 0;
    return this.#value(contents, start, start);
  }

  /** Where everything that was read is. */
  offsets(): Int32Array {
    return this.#offsets.finish();
  }

  /** Reads a node and records where it is. */
  #value(node: Node | null, key: number, start: number): unknown {
    const opened = this.#offsets.open(key, start);
    const value = this.#node(node, opened);
    this.#offsets.close(opened);
    return value;
  }

  /** Stops reading with a finding; duplicate keys found before it are still reported. */
  #refuse(node: Node | null, refusal: Refusal): undefined {
    if (!this.#stopped) {
      this.findings.push({ severity: "error", place: this.#at(startOf(node)), ...refusal });
    }
    this.#stopped = true;
    return undefined;
  }

  #node(node: Node | null, opened: number): unknown {
    if (node === null || this.#stopped) return null;
    if (this.#inAlias > 0 && !this.#aliases.take(node)) {
      return this.#refuse(node, {
        code: "yaml-alias",
        message: `the aliases of this file expand to more than ${MAX_ALIASED_VALUES} values or ${MAX_ALIASED_CHARACTERS} characters, so it is not used`,
        help: "write the values out",
      });
    }
    if (isAlias(node)) return this.#alias(node, opened);
    this.#anchor(node);
    if (isScalar(node)) {
      if (node.range) this.#offsets.text(opened, node.range[0], node.range[1]);
      return this.#scalar(node, node.value);
    }
    if (++this.#depth > MAX_DEPTH) return this.#refuse(node, tooDeep);
    const value = isSeq(node) ? this.#list(node) : isMap(node) ? this.#map(node, opened) : null;
    this.#depth--;
    return value;
  }

  #scalar(node: Node, value: unknown): unknown {
    if (typeof value !== "string") return value;
    const tooLong = lengthRefusal(value.length, "this value");
    if (tooLong !== undefined) return this.#refuse(node, tooLong);
    // an octet that is not UTF-8 is kept as U+DC80 to U+DCFF (see zone/txt.ts); no other lone surrogate is allowed
    if (!value.isWellFormed() && /[\ud800-\udc7f\udd00-\udfff]/u.test(value)) {
      return this.#refuse(node, {
        code: "yaml-character",
        message: `${quote(value)} contains half a character (a lone surrogate), which is not valid text`,
        help: "write the character itself",
      });
    }
    return value;
  }

  #list(node: YAMLSeq): unknown[] | undefined {
    const { items } = node;
    if (items.length > MAX_ITEMS) {
      return this.#refuse(node, {
        code: "file-too-large",
        message: `this list has ${items.length} items (the limit is ${MAX_ITEMS}), so the file is not used`,
        help: "split it: one spec per file",
      });
    }
    return (items as (Node | null)[]).map((item) => {
      const start = startOf(item);
      return this.#value(item, start, start);
    });
  }

  #map(node: YAMLMap, opened: number): Record<string, unknown> | undefined {
    const map: Record<string, unknown> = {};
    const names: string[] = [];
    let inOrder = true;
    for (const { key, value } of node.items as Pair<Node | null, Node | null>[]) {
      if (key !== null) this.#anchor(key);
      const name = isScalar(key) ? this.#scalar(key, key.value) : undefined;
      if (name === undefined || (typeof name === "object" && name !== null)) {
        return this.#refuse(key ?? node, {
          code: "yaml-key",
          message: "a key must be plain text, not a list, a map or an alias",
          help: "write the key as one word",
        });
      }
      const text = String(name);
      if (Object.hasOwn(map, text) && this.#inAlias === 0) this.#twice(node, key as Node, text);
      names.push(text);
      inOrder &&= !isIndex(text);
      const start = startOf(key);
      const member = this.#value(value, start, value?.range?.[0] ?? start);
      // an own property, never the prototype
      if (text !== "__proto__") map[text] = member;
      else
        Object.defineProperty(map, text, {
          value: member,
          enumerable: true,
          configurable: true,
          writable: true,
        });
    }
    if (!inOrder) this.#offsets.order(opened, names, Object.keys(map));
    return map;
  }

  #twice(map: YAMLMap, key: Node, name: string): void {
    const pairs = this.#pairs.get(map) ?? indexPairs(map);
    this.#pairs.set(map, pairs);
    const first = pairs.get(name)?.key as Node;
    this.findings.push({
      code: "yaml-duplicate-key",
      severity: "error",
      message: `the key ${quote(name)} appears twice in this map; only one of the two can apply, so the file is not used`,
      help: "keep one of the two and delete the other",
      place: this.#at(startOf(key)),
      related: [{ place: this.#at(startOf(first)), note: "the same key" }],
    });
  }

  #anchor(node: Node): void {
    if (this.#inAlias === 0 && "anchor" in node && node.anchor !== undefined) {
      this.#anchors.set(node.anchor, node);
    }
  }

  #alias(alias: Alias, opened: number): unknown {
    if (this.#inAlias === 0) {
      const named = this.#anchors.get(alias.source);
      if (named === undefined) {
        const wildcard = /^(\.|$)/.test(alias.source);
        return this.#refuse(alias, {
          code: "yaml-alias",
          message: `the alias *${alias.source} has no anchor before it`,
          help: wildcard
            ? `a * begins an alias in YAML: put it in quotes, "*${alias.source}"`
            : "write the value out",
        });
      }
      this.#targets.set(alias, named);
    }
    const target = this.#targets.get(alias);
    if (target === undefined || this.#open.has(target)) {
      return this.#refuse(alias, {
        code: "yaml-alias",
        message: `the alias *${alias.source} is inside the value that it refers to`,
        help: "write the value out",
      });
    }
    this.#open.add(target);
    this.#inAlias++;
    const value = this.#node(target, opened);
    this.#inAlias--;
    this.#open.delete(target);
    return value;
  }
}

/** Where a node begins; every node that was read from a text has its range. */
const startOf = (node: Node | null): number => node?.range?.[0] ?? 0;

/** The pairs of a map by key; the first where a key appears twice. */
function indexPairs(map: YAMLMap): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const pair of map.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : undefined;
    if (name !== undefined && !pairs.has(name)) pairs.set(name, pair);
  }
  return pairs;
}

/** Whether JavaScript puts this key before all others, wherever it is written. */
const isIndex = (name: string): boolean => /^(?:0|[1-9]\d*)$/.test(name);

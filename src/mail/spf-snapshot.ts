/**
 * The SPF records of mail services as last seen, so that the cost of their includes is known without DNS.
 * `mailzone spf --refresh` updates the file.
 */
import { join } from "node:path";
import { writeWhole } from "../../tools/write-file.mjs";
import { readOwnJson } from "../source/own-json.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { parseSpf } from "./spf.ts";
import type { KnownSpf } from "./spf-budget.ts";

/** Beside the presets, both in the repository and in what is published. */
export const SNAPSHOT_FILE = join(import.meta.dirname, "../../providers/spf-includes.json");

/**
 * What is known about one name. At most one of `text`, `terms`, `lookups` and `none` is present; without any of them,
 * nobody has seen the record yet.
 */
export interface SnapshotEntry {
  /** The service, for a name that customers include. Other names are here because one of these includes them. */
  readonly service?: string;
  /** The record. */
  readonly text?: string;
  /** Its terms that take a lookup, separated by spaces, if its addresses are not known. */
  readonly terms?: string;
  /** What an include of the name costs, itself counted, if nothing else is known. */
  readonly lookups?: number;
  /** Why the name has no SPF record. */
  readonly none?: string;
  /** The day, month or year in which it was last seen. */
  readonly seen?: string;
  readonly source?: string;
  /** Why the record may have changed since. */
  readonly doubt?: string;
}

export interface Snapshot {
  readonly version: 1;
  /** By name, in lower case and without the final dot. */
  readonly names: Readonly<Record<string, SnapshotEntry>>;
}

export function readSnapshot(file: string = SNAPSHOT_FILE): Snapshot {
  return readOwnJson(file);
}

export function writeSnapshot(snapshot: Snapshot, file: string = SNAPSHOT_FILE): void {
  writeWhole(file, printSnapshot(snapshot));
}

/** Sorts the names, and puts the keys of each in one order. */
export function printSnapshot({ version, names }: Snapshot): string {
  const sorted = Object.entries(names)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { service, text, terms, lookups, none, seen, source, doubt }]) => [
      name,
      { service, text, terms, lookups, none, seen, source, doubt },
    ]);
  return `${JSON.stringify({ version, names: Object.fromEntries(sorted) }, undefined, 2)}\n`;
}

/** Looks names up in a snapshot, which is read at the first look-up. */
export function snapshotLookup(read: () => Snapshot = readSnapshot): (name: Name) => KnownSpf | undefined {
  const known = new Map<Name, KnownSpf | undefined>();
  let names: Snapshot["names"] | undefined;
  return (name) => {
    names ??= read().names;
    const key = withoutDot(name);
    if (!Object.hasOwn(names, key)) return undefined;
    if (!known.has(key)) known.set(key, readSnapshotEntry(names[key] as SnapshotEntry));
    return known.get(key);
  };
}

/** What an entry says; undefined if nobody has seen the record yet. */
export function readSnapshotEntry({
  service,
  text,
  terms,
  lookups,
  none,
  seen,
  doubt,
}: SnapshotEntry): KnownSpf | undefined {
  const facts = {
    ...(service === undefined ? {} : { service }),
    ...(seen === undefined ? {} : { seen }),
    ...(doubt === undefined ? {} : { doubt }),
  };
  if (none !== undefined) return { ...facts, isVoid: true };
  if (lookups !== undefined) return { ...facts, lookups };
  const record = text ?? (terms === undefined ? undefined : `v=spf1 ${terms}`);
  return record === undefined ? undefined : { ...facts, terms: parseSpf(record).terms };
}

/** What readers of zones in other tools' forms give, and how they say what they could not read. */
import type { Finding, Place } from "../finding.ts";
import type { Name } from "../zone/name.ts";
import type { Inexpressible, SourceRecord } from "./source-zone.ts";

export interface ReadZone {
  readonly records: readonly SourceRecord[];
  readonly others: readonly Inexpressible[];
  readonly findings: readonly Finding[];
}

/** The same while it is being read. */
export type Reading = { readonly [K in keyof ReadZone]: ReadZone[K][number][] };

/** What there is to say of a record whose type specs do not have. */
export const typeWhy = (type: string): string => `is of the type ${type}, which specs do not have`;

export const otherType = (name: Name, type: string): Inexpressible => ({ name, type, why: typeWhy(type) });

export const unread = (place: Place, message: string): Finding => ({
  code: "import-source",
  severity: "error",
  message: `${message}, so it is in no spec`,
  help: "correct it, or add the record to the spec yourself",
  place,
});

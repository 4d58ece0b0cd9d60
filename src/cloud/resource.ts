/** Pulumi resources of a zone, as clouds know them. */
import type { Name } from "../zone/name.ts";

/** Arguments of one Pulumi resource, as plain JSON. */
export type ResourceArgs = Readonly<Record<string, unknown>>;

/** The result of `lower` for an RRset, or for one of its values. */
export interface LoweredRecord {
  /** Logical name, without the account: `<zone>/<owner>/<TYPE>[/<key>]`. */
  readonly name: string;
  readonly args: ResourceArgs;
}

/** The zone of a resource, as far as lowering needs it. */
export interface ZoneId {
  readonly name: Name;
  /** The cloud's own id; null if it is looked up at run time. */
  readonly id: string | null;
}

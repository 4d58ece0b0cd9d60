/** The repairs of a stack's state that a recovery can make. */
import { urnName } from "../plan/urn.ts";
import type { Importable } from "./adoption.ts";
import type { Dependencies, Flagged, StateResource } from "./stack-state.ts";

interface AboutResource {
  readonly urn: string;
  /** Logical name. */
  readonly name: string;
  /** Pulumi token. */
  readonly type: string;
  /** One line: which record, and why. */
  readonly what: string;
}

/** A record or a zone that is at the cloud and not in the state: added to it with `pulumi import`. */
export interface TakeIn extends AboutResource, Importable {
  readonly repair: "take-in";
  /** How it depends on its anchor; absent if it has none. */
  readonly dependencies?: Dependencies;
  /** A zone stays at the cloud when the engine releases it, as `src/pulumi/records.ts` registers it. */
  readonly retainOnDelete?: true;
}

/** The pending creation of something that is not in the zone: forgotten, so that the next `up` creates it. */
export interface Forget extends AboutResource {
  readonly repair: "forget";
}

/** A resource that the engine has deleted and would delete again. */
export interface TakeOut extends AboutResource, Flagged {
  readonly repair: "take-out";
}

/** A resource that the engine regards as deleted, but that is in the zone. */
export interface Keep extends AboutResource, Flagged {
  readonly repair: "keep";
}

/** A resource whose outcome the state does not know: the engine reads it from the cloud. */
export interface ReadAnew extends AboutResource {
  readonly repair: "read-anew";
}

/**
 * A record that the state says ignores all changes. Adopted by a mailzone before 2026-11-29, it would not be deleted on
 * Cloudflare to make way for a CNAME (docs/facts/cloudflare.md, provider).
 */
export interface Unfreeze extends AboutResource {
  readonly repair: "unfreeze";
  /**
   * The anchor of its owner, with the kind that the record is of. A run that failed has replaced the anchor already, and the next
   * one would not replace it again, so the record would be deleted too late.
   */
  readonly anchor?: { readonly urn: string; readonly kind: "cname" | "data" };
}

export type Repair = TakeOut | Keep | ReadAnew | TakeIn | Forget | Unfreeze;

export const about = ({ urn, type }: Pick<StateResource, "urn" | "type">, what: string): AboutResource => ({
  urn,
  name: urnName(urn),
  type,
  what,
});

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
  /** What it waited for; absent if that was nothing. */
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

export type Repair = TakeOut | Keep | ReadAnew | TakeIn | Forget;

export const about = ({ urn, type }: Pick<StateResource, "urn" | "type">, what: string): AboutResource => ({
  urn,
  name: urnName(urn),
  type,
  what,
});

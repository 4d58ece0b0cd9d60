/** How a cloud serves a text at a name of a zone: a script that it runs, and the hostname that leads to it, as Pulumi resources. */
import type { ServedText } from "../preset/policy-worker.ts";
import type { Fact } from "./fact.ts";
import type { ResourceArgs, ZoneId } from "./resource.ts";

export interface WorkerResource {
  /** Pulumi tokens. */
  readonly scriptToken: string;
  readonly hostnameToken: string;
  /** How many scripts an account may have, without paying and with. */
  readonly most: Fact & { readonly free: number; readonly paid: number };
  /** The arguments of both. A null is filled in when the resource is registered: the id of the account, or of the zone. */
  scriptArgs(served: ServedText): ResourceArgs;
  /** The text that a script with these arguments serves; undefined if it is none of mailzone's. */
  textIn(args: ResourceArgs): string | undefined;
  hostnameArgs(served: ServedText, zone: ZoneId): ResourceArgs;
}

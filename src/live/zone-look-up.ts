/** The ids that clouds give the zones of a stack, beside those that its specs and its config give. Pure. */

import { cloudOf } from "../cloud/clouds.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import { type Name, withoutDot } from "../zone/name.ts";

/** What `MAILZONE_ZONES` has the program write. */
export interface ZoneLookUps {
  readonly version: 1;
  readonly zones: readonly ZoneLookUp[];
  /** Ids in the config of zones that no spec has. */
  readonly unused: readonly { readonly cloud: CloudId; readonly name: string; readonly id: string }[];
}

export interface ZoneLookUp {
  readonly name: Name;
  readonly cloud: CloudId;
  readonly account?: string;
  /** The id in use so far, and who says it. */
  readonly given?: { readonly id: string; readonly by: "spec" | "config" };
  /** The cloud's id of the zone of that name; absent where there is not exactly one, or it may not be read. */
  readonly found?: string;
  /**
   * Of a zone that the stack is to make: whether it has made it, the next `pulumi up` will, or something keeps it from that,
   * which `problem` says.
   */
  readonly create?: "made" | "coming" | "barred";
  /** Why there is none, for people. */
  readonly problem?: string;
}

/** What is to be done about the id of one zone. */
export interface ZoneIdVerdict extends ZoneLookUp {
  /**
   * - `set`: it was looked up, and can be written into the config;
   * - `right`: it is given, and the cloud says the same;
   * - `other`: it is given, and the cloud has another one for the zone of that name;
   * - `unconfirmed`: it is given, and the cloud does not tell of a zone of that name;
   * - `shared`: the zone is in several accounts, and the config has one id for a name;
   * - `unknown`: none is given and none was found;
   * - `needless`: none is given, and the cloud knows zones by their names;
   * - `made`: the stack has made the zone, and knows its id from its state;
   * - `coming`: the next `pulumi up` makes it;
   * - `barred`: it is to be made, and cannot be;
   * - `doubled`: it is to be made, and the config says which zone it is.
   */
  readonly verdict:
    | "set"
    | "right"
    | "other"
    | "unconfirmed"
    | "shared"
    | "unknown"
    | "needless"
    | "made"
    | "coming"
    | "barred"
    | "doubled";
}

/** In the order of the zones. */
export function judgeZoneIds({ zones }: ZoneLookUps): ZoneIdVerdict[] {
  return zones.map((zone) => ({ ...zone, verdict: verdictOf(zone, zones) }));
}

function verdictOf(zone: ZoneLookUp, zones: readonly ZoneLookUp[]): ZoneIdVerdict["verdict"] {
  const { given, found, name, cloud, create } = zone;
  if (create !== undefined) {
    if (given === undefined) return create;
    return create === "made" && given.id === found ? "right" : "doubled";
  }
  if (given !== undefined) {
    if (found === undefined) return "unconfirmed";
    return found === given.id ? "right" : "other";
  }
  // there a look-up that is saved loses what it tells, such as the least TTL, and an id saves nothing else
  if (cloudOf(cloud).zoneArgument === undefined) return "needless";
  if (found === undefined) return "unknown";
  const namesakes = zones.filter((one) => one.name === name && one.cloud === cloud);
  return namesakes.length > 1 ? "shared" : "set";
}

/** Where the config has a zone's id: `zoneIds.cloudflare["example.com"]`. */
export const zoneIdPath = ({ cloud, name }: { readonly cloud: CloudId; readonly name: Name }): string =>
  `zoneIds.${cloud}[${JSON.stringify(withoutDot(name))}]`;

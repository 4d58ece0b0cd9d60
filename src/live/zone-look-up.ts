/** Compares the ids that clouds have for a stack's zones with those in its specs and its config. Pure. */
import { cloudOf } from "../cloud/clouds.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import { type Name, withoutDot } from "../zone/name.ts";

/** What the program writes when `MAILZONE_ZONES` is set. */
export interface ZoneLookUps {
  readonly version: 1;
  readonly zones: readonly ZoneLookUp[];
  /** Ids in the config for zones that no spec has. */
  readonly unused: readonly { readonly cloud: CloudId; readonly name: string; readonly id: string }[];
}

export interface ZoneLookUp {
  readonly name: Name;
  readonly cloud: CloudId;
  readonly account?: string;
  /** The id in use so far, and where it is set. */
  readonly given?: { readonly id: string; readonly by: "spec" | "config" };
  /** The cloud's id of the zone of that name; absent if there is not exactly one, or it may not be read. */
  readonly found?: string;
  /**
   * For a zone that the stack creates: whether it has done so, the next `pulumi up` will, or something prevents it
   * (described in `problem`).
   */
  readonly create?: "made" | "coming" | "barred";
  /** Why there is no id, for people. */
  readonly problem?: string;
}

/** What to do about the id of one zone. */
export interface ZoneIdVerdict extends ZoneLookUp {
  /**
   * - `set`: it was looked up, and can be written into the config;
   * - `right`: it is given, and the cloud has the same;
   * - `other`: it is given, but the cloud has another one for the zone of that name;
   * - `unconfirmed`: it is given, but the cloud lists no zone of that name;
   * - `shared`: the zone is in several accounts, and the config has one id per name;
   * - `unknown`: none is given and none was found;
   * - `needless`: none is given, and the cloud identifies zones by their names;
   * - `made`: the stack has created the zone, and its state has the id;
   * - `coming`: the next `pulumi up` creates it;
   * - `barred`: it is to be created, but cannot be;
   * - `doubled`: it is to be created, but the config has an id for it.
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
  // an id saves only the look-up there, and without the look-up the minimum TTL is unknown
  if (cloudOf(cloud).zoneArgument === undefined) return "needless";
  if (found === undefined) return "unknown";
  const namesakes = zones.filter((one) => one.name === name && one.cloud === cloud);
  return namesakes.length > 1 ? "shared" : "set";
}

/** The config path of a zone's id: `zoneIds.cloudflare["example.com"]`. */
export const zoneIdPath = ({ cloud, name }: { readonly cloud: CloudId; readonly name: Name }): string =>
  `zoneIds.${cloud}[${JSON.stringify(withoutDot(name))}]`;

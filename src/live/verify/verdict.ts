/** What DNS says of the records that specs want, as data. */
import type { Zone } from "../../plan/zone.ts";
import type { Name } from "../../zone/name.ts";
import type { RRset } from "../../zone/rrset.ts";
import type { Server } from "../dns/reply.ts";

/** A server that was asked: one of the zone's own, or a resolver. */
export interface Asked {
  readonly server: Server;
  /** Of a name server; absent for a resolver. */
  readonly name?: Name;
}

/** One server's answer to the question for one RRset. */
export interface Heard extends Asked {
  /** Values in presentation form, sorted; absent if the server gave no answer. */
  readonly answered?: readonly string[];
  /** Seconds; the smallest of the set. */
  readonly ttl?: number;
  /** Why there is no answer. */
  readonly failure?: string;
  readonly agrees: boolean;
}

export interface SetVerdict {
  readonly rrset: RRset;
  /** Values in presentation form, sorted. */
  readonly wanted: readonly string[];
  readonly heard: readonly Heard[];
}

/** A name server that does not do its work. */
export interface Failing {
  readonly name: Name;
  /** Absent if the name has no address. */
  readonly server?: Server;
  /** `timeout`, `unreachable`, `lame`, an rcode such as `REFUSED`, or `no-address`. */
  readonly why: string;
}

export interface ZoneVerdict {
  readonly zone: Zone;
  /** `nxdomain`: the name is not in DNS; `unanswered`: no server says anything of it. */
  readonly state: "delegated" | "nxdomain" | "unanswered";
  /** The zone's servers that answer. */
  readonly servers: readonly Asked[];
  readonly failing: readonly Failing[];
  /** Names of the zone's servers that only the zone above has, and that only the zone itself has. */
  readonly unmatched: { readonly above: readonly Name[]; readonly own: readonly Name[] };
  readonly sets: readonly SetVerdict[];
}

/** Whether every server that was asked answers as wanted. */
export const isAgreed = ({ heard }: SetVerdict): boolean => heard.every(({ agrees }) => agrees);

export const allAgree = (verdicts: readonly ZoneVerdict[]): boolean =>
  verdicts.every(({ state, sets }) => state === "delegated" && sets.every(isAgreed));

/** `ns1.example.net (192.0.2.1)`, or a resolver's address alone; with the port, if it is not DNS's own. */
export function shownServer({ server: { address, port }, name }: Asked): string {
  const at = port === 53 ? address : `${address.includes(":") ? `[${address}]` : address}:${port}`;
  // a server that has every zone itself, as in a lab
  return name === undefined || name === "." ? at : `${name.replace(/\.$/, "")} (${at})`;
}

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
  /** `timeout`, `unreachable`, `lame`, an rcode such as `REFUSED`, `no-address`, `no-glue` or `no-tcp`. */
  readonly why: string;
}

/** What is wrong with how a zone is delegated, besides servers that do not do their work. */
export type DelegationFault =
  /** The name of a server is a CNAME. */
  | { readonly kind: "alias"; readonly name: Name; readonly target: Name }
  | { readonly kind: "same-address"; readonly names: readonly Name[]; readonly address: string }
  /** The zone above has addresses of a server that the zone itself does not have. */
  | {
      readonly kind: "glue";
      readonly name: Name;
      readonly above: readonly string[];
      readonly own: readonly string[];
    }
  /** The zone above has no address of a server whose name is in the zone. */
  | { readonly kind: "no-glue"; readonly name: Name }
  /** Servers of one primary have different versions of the zone. */
  | { readonly kind: "serials"; readonly servers: readonly (Asked & { readonly serial: number })[] }
  | { readonly kind: "dnssec"; readonly what: string }
  | ChainFault;

/** Where the chain of DS records to a zone that its spec signs is broken. */
export type ChainFault =
  /** The zone above has none; `signers` are those of the keys that the zone's servers have. */
  | { readonly kind: "no-ds"; readonly signers: readonly string[] }
  | { readonly kind: "unsigned-above"; readonly above: Name };

export interface ZoneVerdict {
  readonly zone: Zone;
  /**
   * `nxdomain`: the name is not in DNS; `unanswered`: no server says anything of it; `alias`: it is a CNAME; `unseen`: its
   * servers are known from a resolver, and none of them can be asked from here.
   */
  readonly state: "delegated" | "nxdomain" | "unanswered" | "alias" | "unseen";
  /** Where the CNAME leads that is in the zone's place. */
  readonly alias?: Name;
  /** The zone's servers that answer. */
  readonly servers: readonly Asked[];
  readonly failing: readonly Failing[];
  /** Names of the zone's servers that only the zone above has, and that only the zone itself has. */
  readonly unmatched: { readonly above: readonly Name[]; readonly own: readonly Name[] };
  readonly faults: readonly DelegationFault[];
  readonly sets: readonly SetVerdict[];
}

/** Whether there is a server that can be asked for the zone's records. */
export const isFound = ({ state, servers }: Pick<ZoneVerdict, "state" | "servers">): boolean =>
  state === "delegated" && servers.length > 0;

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

/** Looks names up: what everything above uses, whether a resolver is asked or the delegation is followed from the root. */
import type { Name } from "../../zone/name.ts";
import type { Question, QuestionType, ReplyRecord, Server } from "./reply.ts";

/**
 * `nodata`: the name exists and has no records of the type; `nxdomain`: it does not exist; `failed`: nobody who should know
 * said so.
 */
export type Outcome = "found" | "nodata" | "nxdomain" | "failed";

/** Why a look-up failed. */
export type Failure =
  /** No server of the zone gave a usable answer; `tried` has what each of them did. */
  | "no-answer"
  /** A CNAME leads back to a name that was passed before. */
  | "alias-loop"
  /** Too many CNAMEs in a row. */
  | "alias-chain"
  /** Delegations or questions without end. */
  | "endless"
  /** None of the name servers has an address. */
  | "no-address";

/** A server that was asked in vain: silent, refusing, or without the zone (lame); or that has no address to ask at. */
export interface Tried {
  /** Absent for a name server without an address. */
  readonly server?: Server;
  /** Absent for a resolver. */
  readonly name?: Name;
  readonly what: string;
}

export interface LookUp {
  readonly question: Question;
  readonly outcome: Outcome;
  /** The records of the type, at the end of the aliases. */
  readonly records: readonly ReplyRecord[];
  /** The CNAME records that lead there, in order. */
  readonly aliases: readonly ReplyRecord[];
  /** Whether the resolver says that it has validated the answer. */
  readonly isAuthentic: boolean;
  readonly why?: Failure;
  readonly tried: readonly Tried[];
}

export interface Resolver {
  /** Never rejects. The same question is asked once. */
  lookUp(name: Name, type: QuestionType): Promise<LookUp>;
}

/** CNAMEs in a row that are followed; resolvers give up after 8 to 16 (Unbound 11, BIND 16). */
export const MOST_ALIASES = 16;

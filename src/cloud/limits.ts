/** What a cloud can hold, as dated facts that feed checks, messages and docs/. */
import type { RecordType } from "../zone/rdata.ts";
import type { Fact } from "./fact.ts";

/** A kind of TXT value that a cloud refuses or changes. */
export interface RefusedText extends Fact {
  /** Matches the plain text, unquoted and unsplit. */
  readonly pattern: RegExp;
  /** What is special about the text and what the cloud does with it; follows "the text". */
  readonly problem: string;
}

export interface Limits {
  /** Seconds, inclusive. `automatic` is a value outside the range that means "let the cloud choose". */
  readonly ttl: Fact & { readonly min: number; readonly max: number; readonly automatic?: number };
  /** Range of an MX preference, inclusive. */
  readonly preference: Fact & { readonly min: number; readonly max: number };
  /** Maximum octets of one TXT value, all its strings together. */
  readonly txtOctets: Fact & { readonly max: number };
  /** Maximum octets of all TXT values at one name together; absent: no such limit is known. */
  readonly txtRRsetOctets?: Fact & { readonly max: number };
  /** TXT values that cannot be published as they are; absent: none is known. */
  readonly refusedTexts?: readonly RefusedText[];
  /** Whether `MX 0 .` (RFC 7505) can be stored. When false, parked domains are published without it. */
  readonly nullMx: Fact & { readonly able: boolean };
  /** Whether an SRV target `.` (RFC 2782: not offered) can be stored. */
  readonly nullSrv: Fact & { readonly able: boolean };
  /** Record types verified to work; any other is refused. */
  readonly types: Fact & { readonly able: readonly RecordType[] };
  /** Whether the cloud answers a CNAME at the zone's apex with the target's data instead of the CNAME. */
  readonly apexCname: Fact & { readonly able: boolean };
  /** A pattern that whole owner labels and targets must match; absent: any valid name. */
  readonly nameCharacters?: Fact & { readonly pattern: RegExp };
}

/** A cloud's own name servers, known by their names. Servers under a customer's own name belong to no cloud. */
import type { Fact } from "./fact.ts";

export interface Servers extends Fact {
  /** Matches a host in lower case, without the final dot. */
  readonly pattern: RegExp;
}

/** A cloud's own name servers, known by their names. Servers under a customer's own name are nobody's. */
import type { Fact } from "./fact.ts";

export interface Servers extends Fact {
  /** Matches a host in lower case, without the final dot. */
  readonly pattern: RegExp;
}

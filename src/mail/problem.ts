import type { Span } from "../finding.ts";

/** Something wrong in a record's text: where, and what, as a clause about that spot. */
export interface Problem extends Span {
  readonly message: string;
}

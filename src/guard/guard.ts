/** What a guard is: it looks at what a run would change, and stops what may lose mail until somebody confirms it. */
import type { Finding } from "../finding.ts";
import type { Change } from "./change.ts";

/** What a guard stops, or warns of. */
export interface Stopped extends Pick<Finding, "message" | "help" | "domain" | "owner" | "place"> {
  /**
   * What makes this change the one that it is: names and values, in a fixed order. A confirmation is good for exactly
   * these, so a later change of another kind asks anew.
   */
  readonly facts: readonly string[];
}

/** One guard a file, named after its id; `guards.ts` lists them, `src/check/guard-codes.ts` explains them. */
export interface Guard {
  readonly id: string;
  /** Pure; the same change is stopped in the same words, whatever order the records come in. */
  judge(change: Change): Iterable<Stopped>;
}

/** What a guard is: it looks at what a run would change, and refuses changes that may lose mail until they are confirmed. */
import type { Finding } from "../finding.ts";
import type { Change } from "./change.ts";

/** A change that a guard refuses. */
export interface Stopped extends Pick<Finding, "message" | "help" | "domain" | "owner" | "place"> {
  /**
   * What identifies this change: names and values, in a fixed order. A confirmation is valid for exactly these, so a
   * different change later needs another one.
   */
  readonly facts: readonly string[];
}

/** Each guard has its own file, named after its id. `guards.ts` lists them, `src/check/guard-codes.ts` explains them. */
export interface Guard {
  readonly id: string;
  /** Pure. The same change gives the same words, whatever the order of the records. */
  judge(change: Change): Iterable<Stopped>;
}

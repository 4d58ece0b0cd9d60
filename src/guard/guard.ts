/** What a guard is: it looks at what a run would change, and refuses changes that may lose mail until they are confirmed. */
import type { Code, CodeWords, Explanation, Finding } from "../finding.ts";
import type { Change } from "./change.ts";

/** A change that a guard refuses. */
export interface Stopped extends Pick<Finding, "message" | "help" | "domain" | "owner" | "place"> {
  /**
   * What identifies this change: names and values, in a fixed order. A confirmation is valid for exactly these, so a
   * different change later needs another one.
   */
  readonly facts: readonly string[];
  /** Present if no confirmation lets it pass, since `help` says what is meant instead. */
  readonly isFinal?: true;
}

/** Each guard has its own file, named after its id; `guards.ts` lists them. What it refuses is an error until it is confirmed. */
export interface Guard extends Omit<CodeWords, "severity"> {
  readonly id: Code;
  readonly explanation: Explanation;
  /** Pure. The same change gives the same words, whatever the order of the records. */
  check(change: Change): Iterable<Stopped>;
}

/** How to let a change pass that a guard refuses. */
const CONFIRM =
  "If the change is intended, add the id in the finding to the list confirm in the stack's config. It confirms exactly this change and no other.";

/** Guards need a stack, and so a change. */
const WHERE = "only in pulumi preview and up";

/** A guard's words as `--explain` and docs/checks.md say them. */
export const guardWords = ({ rule, source, explanation: { why, effect, fix } }: Guard): CodeWords => ({
  severity: "error",
  rule,
  source: `${source}, ${WHERE}`,
  explanation: { why, effect, fix: `${fix} ${CONFIRM}` },
});

/** Makes cases from the explanation of a check. */
import type { Check } from "../../src/check/check.ts";
import type { CheckCase } from "./check-case.ts";

/** The cases that a check's explanation gives: the example that fails, with what is found in it, and the one that passes. */
export function explained(
  { id, explanation }: Pick<Check, "id" | "explanation">,
  finds: readonly string[],
): readonly CheckCase[] {
  return [
    {
      check: id,
      title: "finds the fault in the example of its explanation",
      specs: explanation.fails,
      finds,
      mended: explanation.passes,
    },
    { check: id, title: "takes the example mended", specs: explanation.passes, finds: [] },
  ];
}

/** recheck, which decides by another method, finds every pattern linear that presets may have; no clock is asked. */
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { anywhereFault, anywhereOf, wholeFault, wholeOf } from "../../../src/preset/pattern/pattern.ts";

process.env["RECHECK_BACKEND"] = "pure";
const { checkSync } = await import("recheck");

const status = ({ source }: RegExp, flags: string): string =>
  checkSync(source, flags, { checker: "automaton", timeout: null, maxRepeatCount: 100 }).status;

const letters = fc.constantFrom("a", "b", "A", ".", "[ab]", "[^a]", "\\w", "\\W", "[a-cB]", "\\.");
const times = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}", "*?");
const pattern = fc.letrec<{ one: string }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 4 },
    letters,
    fc.tuple(letters, times).map(([a, b]) => a + b),
    fc.tuple(tie("one"), tie("one")).map(([a, b]) => a + b),
    fc.tuple(tie("one"), tie("one")).map(([a, b]) => `(?:${a}|${b})`),
    fc.tuple(tie("one"), times).map(([a, b]) => `(?:${a})${b}`),
  ),
})).one;

test("what is accepted is linear for recheck too, with case and without", () => {
  let accepted = 0;
  fc.assert(
    fc.property(pattern, (text) => {
      if (wholeFault(text) === undefined) {
        accepted++;
        for (const flags of ["u", "iu"])
          expect([text, flags, status(wholeOf(text), flags)]).toEqual([text, flags, "safe"]);
      }
      if (anywhereFault(text) === undefined)
        expect([text, status(anywhereOf(text), "u")]).toEqual([text, "safe"]);
    }),
    { numRuns: 400 },
  );
  expect(accepted).toBeGreaterThan(100);
}, 300_000);

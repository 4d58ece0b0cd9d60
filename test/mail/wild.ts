/** Texts near a grammar and far from it, for the tests that a parser takes anything. */
import fc from "fast-check";

/** A start and pieces of the grammar, put together with anything else. */
export function wild(start: string, pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(...pieces),
    fc.string({ maxLength: 6 }),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  return fc
    .tuple(fc.constantFrom("", start), fc.array(piece, { maxLength: 8 }))
    .map(([head, rest]) => head + rest.join(""));
}

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);

/** A host name without a final dot. */
export const arbitraryName: fc.Arbitrary<string> = fc
  .array(label, { minLength: 2, maxLength: 4 })
  .map((labels) => labels.join("."));

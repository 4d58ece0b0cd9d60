/** Words as a list in a sentence, without a comma before the last "and" or "or". */

const lists = {
  and: new Intl.ListFormat("en-GB", { type: "conjunction" }),
  or: new Intl.ListFormat("en-GB", { type: "disjunction" }),
};

/** `A, AAAA and TXT`. */
export const listed = (words: readonly string[]): string => lists.and.format(words);

/** A choice, `A, AAAA or TXT`; of more than `most` words, the first and an ellipsis. */
export function oneOf(words: readonly string[], most = 12): string {
  return words.length > most ? `${words.slice(0, most).join(", ")} ...` : lists.or.format(words);
}

/** The first words of a long list, with a last one that counts the others: `["a", "b", "3 more"]`. */
export const firstOf = (words: readonly string[], most: number): readonly string[] =>
  words.length > most ? [...words.slice(0, most), `${words.length - most} more`] : words;

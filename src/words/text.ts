/** Text for reports: counts, and the one way in which text of strangers reaches a terminal, a log or a page. */

/** `1 error`, `2 errors`. */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** Characters that take two columns on a terminal (Unicode Standard Annex 11, wide and full-width). */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

/** How many columns the text takes on a terminal. */
export function columnsOf(text: string): number {
  let count = 0;
  for (const char of text) count += WIDE.test(char) ? 2 : 1;
  return count;
}

/** Line ends and other white space as single spaces: what programs say over several lines. */
export const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A text that is longer than `most` UTF-16 units as its beginning and an ellipsis, never with half a character. */
export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 3).replace(/[\ud800-\udbff]$/, "")}...` : text;

/**
 * What is not seen as it is: control characters (they move the cursor, colour, end lines), those that change the writing
 * direction, those without width, halves of characters.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/**
 * Commands that CI systems take from logs: `##[...]` and `##vso[...]` anywhere in a line (Azure Pipelines, GitHub, TeamCity), and
 * `::name::` at its beginning, after white space (actions/runner, src/Runner.Common/ActionCommand.cs, read 2026-11-29).
 */
const LOG_COMMAND = /##(?=\w*\[)/g;
const LINE_COMMAND = /^(\s*):(?=:[\w-][^\n]*::)/;

/** Escapes what is hidden, and what a CI system would obey, such as `\u202e`: the text is one line then. */
export function visible(text: string): string {
  return text
    .replace(LINE_COMMAND, "$1\\x3a")
    .replace(LOG_COMMAND, "#\\x23")
    .replace(HIDDEN, (char) => {
      const code = (char.codePointAt(0) ?? 0).toString(16);
      if (code.length > 4) return `\\u{${code}}`;
      return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
    });
}

/** A document as JSON whose text is safe to print; a reader gets the same values. */
export function printableJson(document: unknown, indent?: number): string {
  return JSON.stringify(document, undefined, indent)
    .replace(LOG_COMMAND, "#\\u0023")
    .replace(HIDDEN, (char) =>
      char === "\n"
        ? char
        : [...Array(char.length).keys()]
            .map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, "0")}`)
            .join(""),
    );
}

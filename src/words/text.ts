/** Text for messages: counts, and user text without what a terminal must not receive. */

/** `1 error`, `2 errors`. */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** Escapes control characters and those that change the writing direction: they must not reach a terminal. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, (c) => {
    const code = c.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, "0")}`;
  });
}

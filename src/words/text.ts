/** Texts made fit for a message: counts, and what a terminal must not be sent. */

/** `1 error`, `2 errors`. */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** Control characters of user text, and those that turn the direction of writing, must not reach a terminal as they are. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, (c) => {
    const code = c.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code}` : `\\x${code.padStart(2, "0")}`;
  });
}

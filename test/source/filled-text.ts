/** Large texts to read. */
import { MAX_OCTETS } from "../../src/source/read.ts";

export const octets = (text: string): Uint8Array => Buffer.from(text, "utf8");

/** The text again and again, as often as a file may hold it. */
export const filled = (text: string): string => text.repeat(Math.floor(MAX_OCTETS / text.length));
export const numbered = (line: (i: number) => string, count: number): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("");

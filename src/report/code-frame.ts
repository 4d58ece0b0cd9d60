/** Shows the line that a finding is about, with a caret below the character, as compilers do. */
import type { Place } from "../finding.ts";
import type { ReadLines } from "../source/texts.ts";
import { columnsOf, visible } from "../words/text.ts";

/** How many characters of a line are shown; a DKIM key is longer. */
const WIDTH = 100;

/**
 * Two lines: the source with its number, and the caret, extended up to `endColumn`; none if the place has no line.
 */
export function codeFrame(place: Place | undefined, lines: ReadLines, endColumn?: number): string[] {
  const { file, line, column = 1 } = place ?? {};
  const source = file === undefined || line === undefined ? undefined : lines(file)?.[line - 1];
  if (source === undefined || source.trim() === "") return [];
  // the window is moved to show the character
  const start = Math.max(0, Math.min(column - 1 - WIDTH / 2, source.length - WIDTH));
  const shown = source.slice(start, start + WIDTH);
  const before = visible(shown.slice(0, column - 1 - start));
  const number = String(line);
  const under = visible(shown.slice(column - 1 - start, Math.max((endColumn ?? column) - 1 - start, 0)));
  const cut = { before: start > 0 ? "…" : "", after: start + WIDTH < source.length ? "…" : "" };
  return [
    `${number} | ${cut.before}${visible(shown)}${cut.after}`,
    `${" ".repeat(number.length)} | ${" ".repeat(cut.before.length + columnsOf(before))}^${"~".repeat(Math.max(columnsOf(under) - 1, 0))}`,
  ];
}

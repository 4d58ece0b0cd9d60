import { columnsOf } from "../words/text.ts";

/** Aligns rows in columns, as a terminal shows them; no line has blanks at its end. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, i) => Math.max(widest[i] ?? 0, columnsOf(cell))),
    [],
  );
  const padded = (cell: string, i: number): string =>
    `${cell}${" ".repeat(Math.max(0, (widths[i] ?? 0) - columnsOf(cell)))}`;
  return rows.map((row) => `${`  ${row.map(padded).join("  ")}`.trimEnd()}\n`).join("");
}

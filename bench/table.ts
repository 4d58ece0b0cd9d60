/** Figures for people: what was measured, and each against the first. */
import type { Sample } from "./measure.ts";

export interface Figures {
  readonly title: string;
  /** The first is what the others are compared with. */
  readonly samples: Readonly<Record<string, Sample>>;
  /** What is to be reached, and whether it was. */
  readonly target?: { readonly text: string; readonly reached: boolean };
}

export function printFigures({ title, samples, target }: Figures): string {
  const entries = Object.entries(samples);
  const width = Math.max(...entries.map(([name]) => name.length));
  const base = entries[0]?.[1].seconds ?? Number.NaN;
  const lines = entries.map(([name, { seconds, megabytes }]) => {
    const cells = [
      name.padEnd(width),
      `${seconds.toFixed(2).padStart(7)} s`,
      `${(seconds / base).toFixed(2).padStart(6)} x`,
      megabytes === 0 ? "" : `${megabytes.toFixed(0).padStart(6)} MB`,
    ];
    return `  ${cells.join("  ")}`.trimEnd();
  });
  const verdict = target === undefined ? [] : [`  ${target.reached ? "reached" : "MISSED"}: ${target.text}`];
  return `${[title, ...lines, ...verdict].join("\n")}\n`;
}

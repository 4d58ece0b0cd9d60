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
  const base = entries[0]?.[1];
  const against = (key: "seconds" | "cpuSeconds", sample: Sample): string =>
    `${sample[key].toFixed(2).padStart(7)} s${(sample[key] / (base?.[key] ?? Number.NaN)).toFixed(2).padStart(7)} x`;
  const lines = entries.map(([name, sample]) => {
    const { megabytes } = sample;
    const used =
      megabytes === 0
        ? ""
        : `   cpu ${against("cpuSeconds", sample)}   ${megabytes.toFixed(0).padStart(4)} MB`;
    return `  ${name.padEnd(width)}  ${against("seconds", sample)}${used}`;
  });
  const verdict = target === undefined ? [] : [`  ${target.reached ? "reached" : "MISSED"}: ${target.text}`];
  return `${[title, ...lines, ...verdict].join("\n")}\n`;
}

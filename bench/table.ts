/** Figures for people: what was measured, each relative to the first. */
import type { Sample } from "./measure.ts";

export interface Figures {
  readonly title: string;
  /** The others are compared with the first. */
  readonly samples: Readonly<Record<string, Sample>>;
  readonly targets?: readonly Target[];
}

/** A target, and whether it was reached. */
export interface Target {
  readonly text: string;
  readonly reached: boolean;
}

/** A target that sets an upper limit. */
export function atMost(most: number, unit: string, figure: number): Target {
  const digits = unit === "MB" ? 0 : 2;
  return { text: `at most ${most} ${unit} (${figure.toFixed(digits)})`, reached: figure <= most };
}

export function printFigures({ title, samples, targets = [] }: Figures): string {
  const entries = Object.entries(samples);
  const width = Math.max(...entries.map(([name]) => name.length));
  const base = entries[0]?.[1];
  const against = (key: "seconds" | "cpuSeconds", sample: Sample): string => {
    const told = `${sample[key].toFixed(2).padStart(7)} s`;
    return base?.[key] ? `${told}${(sample[key] / base[key]).toFixed(2).padStart(7)} x` : told;
  };
  const lines = entries.map(([name, sample]) => {
    const { cpuSeconds, megabytes } = sample;
    const cpu = cpuSeconds === 0 ? "" : `   cpu ${against("cpuSeconds", sample)}`;
    const used = megabytes === 0 ? cpu : `${cpu}   ${megabytes.toFixed(0).padStart(4)} MB`;
    return `  ${name.padEnd(width)}  ${against("seconds", sample)}${used}`;
  });
  const verdicts = targets.map(({ text, reached }) => `  ${reached ? "reached" : "MISSED"}: ${text}`);
  return `${[title, ...lines, ...verdicts].join("\n")}\n`;
}

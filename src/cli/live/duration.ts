/** Reads a duration on the command line. */
import { CannotRun } from "../print.ts";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of `90s`, `10m`, `1h30m`, `2d`. @throws CannotRun for anything else */
export function readDuration(text: string, option: string): number {
  if (!/^(?:\d{1,6}[smhd]){1,4}$/.test(text)) {
    throw new CannotRun(`${JSON.stringify(text)} is no duration for ${option}: write 90s, 10m, 1h30m or 2d`);
  }
  return [...text.matchAll(/(\d{1,6})([smhd])/g)].reduce(
    (sum, [, number, unit = ""]) => sum + Number(number) * (SECONDS[unit] ?? 0),
    0,
  );
}

/** `1 h 30 min`, `2 min 5 s`, `48 h`. */
export function shownDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [
    [Math.floor(whole / 3600), "h"],
    [Math.floor((whole % 3600) / 60), "min"],
    [whole % 60, "s"],
  ] as const;
  const told = parts.filter(([number]) => number > 0).slice(0, 2);
  return told.length === 0 ? "0 s" : told.map(([number, unit]) => `${number} ${unit}`).join(" ");
}

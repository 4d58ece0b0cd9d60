/** The ids of a stack's zones and what happened to them, as text for people. */
import { cloudOf } from "../cloud/clouds.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import { counted, visible } from "../words/text.ts";
import { type Name, withoutDot } from "../zone/name.ts";

export interface ZoneIdLine {
  readonly name: Name;
  readonly cloud: CloudId;
  readonly account?: string;
  readonly mark: "set" | "would set" | "right" | "made" | "to create" | "wrong" | "not found" | "note";
  readonly text: string;
}

/** So many zones with the right id have lines of their own; more are only counted. */
const RIGHT_SHOWN = 20;

/** One line per zone, those that need attention last; then the counts. */
export function printZoneIds(lines: readonly ZoneIdLine[]): string {
  const isMany = lines.filter(({ mark }) => mark === "right").length > RIGHT_SHOWN;
  const told = isMany ? lines.filter(({ mark }) => mark !== "right") : lines;
  const width = Math.max(0, ...told.map(({ mark }) => mark.length));
  const shown = ORDER.flatMap((mark) => told.filter((line) => line.mark === mark)).map(
    ({ mark, name, cloud, account, text }) => {
      const where = `${withoutDot(name)} on ${cloudOf(cloud).title}${account === undefined ? "" : ` (${account})`}`;
      return `${mark.padEnd(width)}  ${visible(where)}: ${visible(text)}\n`;
    },
  );
  const counts = ORDER.flatMap((mark) => {
    const n = lines.filter((line) => line.mark === mark).length;
    return n === 0 || mark === "note" ? [] : [`${n} ${mark}`];
  });
  return `${shown.join("")}${counted(lines.filter(({ mark }) => mark !== "note").length, "zone")}: ${counts.join(", ") || "none"}\n`;
}

const ORDER = ["right", "made", "set", "would set", "to create", "note", "wrong", "not found"] as const;

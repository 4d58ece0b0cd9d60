/** The drift of a stack as text for people: a domain and its cloud, then one line per record. */
import { shellWord } from "../../tools/shell-word.mjs";
import {
  type Drift,
  type DriftConflict,
  type DriftedRecord,
  hasDrift,
  summarizeDrift,
} from "../live/drift-record.ts";
import { ownCommand } from "../words/own-command.ts";
import { counted, visible } from "../words/text.ts";
import { compareText } from "../zone/order.ts";
import { driftSentence, driftTitle } from "./drift-words.ts";
import { shownOwner } from "./plan-words.ts";

/** Everything, then the counts and what repairs it. */
export function printDrift(drift: Drift): string {
  const remedies = driftRemedies(drift).map((remedy) => `${visible(remedy)}\n`);
  const drifted = printDrifted(drift);
  return `${drifted}${drifted === "" ? "" : "\n"}${driftLine(drift)}\n${remedies.join("")}`;
}

/** What has drifted, and what could not be read; "" for nothing. */
export function printDrifted(drift: Drift): string {
  const blocks = [...driftGroups(drift)].map(([title, { records, conflicts }]) => {
    const lines = records.map(
      (record) =>
        `  ${record.live === undefined ? "-" : "~"}  ${visible(shownOwner(record.state.name))}: ${visible(driftSentence(record))}`,
    );
    const foreign = conflicts.flatMap(({ finding }) => [
      `  !  ${visible(finding.message)}`,
      ...(finding.help === undefined ? [] : [`     help: ${visible(finding.help)}`]),
    ]);
    return [visible(title), ...lines, ...foreign, ""].join("\n");
  });
  const unread = drift.unread.map(({ reason }) => `unknown: ${visible(reason)}\n`);
  return [...blocks, ...(unread.length > 0 ? [unread.join("")] : [])].join("\n");
}

export interface DriftGroup {
  readonly records: DriftedRecord[];
  readonly conflicts: DriftConflict[];
}

/** Grouped under titles such as `example.com on Cloudflare`, sorted. */
export function driftGroups({ records, conflicts }: Drift): Map<string, DriftGroup> {
  const groups = new Map<string, DriftGroup>();
  const groupOf = (one: DriftedRecord | DriftConflict): DriftGroup => {
    const title = driftTitle(one);
    const group = groups.get(title) ?? { records: [], conflicts: [] };
    groups.set(title, group);
    return group;
  };
  for (const record of records) groupOf(record).records.push(record);
  for (const conflict of conflicts) groupOf(conflict).conflicts.push(conflict);
  return new Map([...groups].sort(([a], [b]) => compareText(a, b)));
}

/** `drift: 2 records changed, 1 record gone, 1 conflicting foreign record; 7 as published`. */
export function driftLine(drift: Drift): string {
  const { changed, missing, conflicting, unchanged, unknown } = summarizeDrift(drift);
  const told = [
    ...(changed > 0 ? [`${counted(changed, "record")} changed`] : []),
    ...(missing > 0 ? [`${counted(missing, "record")} gone`] : []),
    ...(conflicting > 0 ? [counted(conflicting, "conflicting foreign record")] : []),
  ];
  return [
    ...(told.length > 0
      ? [`drift: ${told.join(", ")}`, `${unchanged} as published`]
      : [`no drift: ${counted(unchanged, "record")} as published`]),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ].join("; ");
}

/** A step that repairs drift. */
interface Remedy {
  readonly command: string;
  /** The step in words, with the command. */
  readonly step: string;
}

/** The commands that repair the drift, each with what it does. */
export const driftRemedies = (drift: Drift): string[] => remediesOf(drift).map(({ step }) => step);

/** The first of these commands; "" without drift. */
export const nextForDrift = (drift: Drift): string => remediesOf(drift)[0]?.command ?? "";

function remediesOf(drift: Drift): Remedy[] {
  if (!hasDrift(drift)) return [];
  const { records, conflicts } = drift;
  const stack = shellWord(drift.stack);
  const isRemade = records.some(({ remade }) => remade !== undefined);
  const isPending = records.some(({ specs }) => specs !== "state");
  const remedy = (command: string, step: (command: string) => string): Remedy => ({
    command,
    step: step(command),
  });
  return [
    ...(conflicts.length > 0
      ? [
          remedy(
            ownCommand(`adopt ${stack} --conflicting`),
            (command) =>
              `first resolve the conflicts: ${command} adopts the foreign records into the stack, and the next pulumi up deletes them; or delete them by hand`,
          ),
        ]
      : []),
    ...(isRemade
      ? [
          remedy(
            `pulumi refresh --stack ${stack}`,
            (command) =>
              `first let the stack own the records that were created again: ${command}, then ${ownCommand(`adopt ${stack}`)}`,
          ),
        ]
      : []),
    ...(records.length > 0
      ? [
          remedy(
            `pulumi up --refresh --stack ${stack}`,
            (command) =>
              `to repair: ${command} reads each record of the stack and publishes what the specs want${isPending ? ", including changes that are not applied yet" : ""}`,
          ),
        ]
      : []),
  ];
}

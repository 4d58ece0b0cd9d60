/** What a document of `mailzone drift` or `mailzone fleet drift` says of each mail domain. */
import type { z } from "zod";
import type { driftDocument } from "../drift-json.ts";
import type { fleetDriftDocument } from "../fleet-drift.ts";
import type { FindingJson } from "../json.ts";
import type { PageValue } from "./page-data.ts";

export type DriftDocument = z.infer<typeof driftDocument>;
export type FleetDriftDocument = z.infer<typeof fleetDriftDocument>;

/** In the order of the page. */
export const DRIFT_VALUES = {
  drifted: { label: "changed", tone: "bad" },
  unknown: { label: "could not be read", tone: "weak" },
  none: { label: "as published", tone: "good" },
  unasked: { label: "not compared", tone: "plain" },
} as const satisfies Readonly<Record<string, PageValue>>;

export interface Drifts {
  /** One line each; by domain, in A-labels without final dot. */
  readonly changes: ReadonlyMap<string, readonly string[]>;
  /** What is wrong with foreign records. */
  readonly findings: readonly FindingJson[];
  /** The domains that these are about. */
  readonly conflicting: ReadonlySet<string>;
  /** The stacks that were compared. */
  readonly stacks: ReadonlySet<string>;
  /** The stacks of which nothing is known. */
  readonly unknownStacks: ReadonlySet<string>;
  /** The zones that could not be read: absolute names. */
  readonly unreadZones: ReadonlySet<string>;
}

export function driftsOf(document: DriftDocument | FleetDriftDocument): Drifts {
  const shards = "shards" in document ? document.shards : [{ stack: document.stack, drift: document }];
  const drifts = shards.flatMap(({ drift }) => drift ?? []);
  const changes = new Map<string, string[]>();
  for (const { domain, message } of drifts.flatMap(({ records }) => records)) {
    const lines = changes.get(domain);
    if (lines) lines.push(message);
    else changes.set(domain, [message]);
  }
  const conflicts = drifts.flatMap((one) => one.conflicts);
  return {
    changes,
    findings: conflicts.map(({ finding }) => finding),
    conflicting: new Set(conflicts.map(({ domain }) => domain)),
    stacks: new Set(drifts.map(({ stack }) => stack)),
    unknownStacks: new Set(shards.flatMap(({ stack, drift }) => (drift === null ? [stack] : []))),
    unreadZones: new Set(drifts.flatMap(({ unread }) => unread.map(({ zone }) => zone))),
  };
}

/** A domain as drift is asked for it. */
export interface Whose {
  readonly domain: string;
  readonly stacks: readonly string[];
  readonly zones: readonly string[];
}

export function driftOf(drifts: Drifts, { domain, stacks, zones }: Whose): keyof typeof DRIFT_VALUES {
  if (drifts.changes.has(domain) || drifts.conflicting.has(domain)) return "drifted";
  const isUnknown =
    stacks.some((stack) => drifts.unknownStacks.has(stack)) ||
    (stacks.some((stack) => drifts.stacks.has(stack)) && zones.some((zone) => drifts.unreadZones.has(zone)));
  if (isUnknown) return "unknown";
  return stacks.some((stack) => drifts.stacks.has(stack)) ? "none" : "unasked";
}

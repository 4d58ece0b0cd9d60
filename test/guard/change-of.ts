/** Builds changes from two versions of a stack's specs: what the first published is owned, what the second says is wanted. */
import {
  type Change,
  changeOf,
  type Delegation,
  type ServedSts,
  type Vouched,
} from "../../src/guard/change.ts";
import type { PublishedPhase } from "../../src/inventory/published-phase.ts";
import type { PublishedSts } from "../../src/inventory/published-sts.ts";
import { loadText } from "../../src/pipeline.ts";
import { type PlannedRecord, planZones } from "../../src/plan/plan.ts";
import { withoutDot } from "../../src/zone/name.ts";

/** What a run knows besides the specs. */
export interface Known {
  readonly delegations?: Readonly<Record<string, Delegation>>;
  readonly published?: Readonly<Record<string, PublishedPhase>>;
  readonly sts?: Readonly<Record<string, PublishedSts>>;
  readonly served?: Readonly<Record<string, ServedSts>>;
  /** What the zones above say of those that the specs no longer sign. */
  readonly vouched?: Readonly<Record<string, Vouched>>;
  readonly now?: string;
}

/** Several specs in one text are parted by `---`; "" is a stack without specs. */
export function changeFrom(
  before: string,
  after: string,
  {
    delegations = {},
    published = {},
    sts = {},
    served = {},
    vouched = {},
    now = "2026-12-01T12:00:00Z",
  }: Known = {},
): Change {
  const zones = zonesOf(before);
  const owned = planZones(zones)
    .filter((one): one is PlannedRecord => one.kind === "record")
    // as it would come out of the state
    .map(({ name, type, args }) => ({ urn: "", name, type, outputs: JSON.parse(JSON.stringify(args)) }));
  const domains = zones.flatMap((zone) => zone.domains.map(({ domain }) => withoutDot(domain.spec.domain)));
  const wanted = zonesOf(after);
  const change = changeOf(wanted, planZones(wanted), owned, domains, {
    deletionLimit: { percent: 30, least: 10 },
    published: new Map(Object.entries(published)),
    stsPolicies: new Map(Object.entries(sts)),
    now: new Date(now),
  });
  return {
    ...change,
    delegations: new Map(Object.entries(delegations)),
    servedPolicies: new Map(Object.entries(served)),
    unsigned: wanted.filter(({ dnssec }) => dnssec?.is === "off"),
    vouched: new Map(Object.entries(vouched)),
  };
}

function zonesOf(text: string) {
  if (text === "") return [];
  const { zones, domains } = loadText("test.yaml", text);
  if (domains.length < text.split("\n---\n").length) throw new Error(`a spec could not be read: ${text}`);
  return zones;
}

export const specs = (...texts: string[]): string => texts.join("\n---\n");

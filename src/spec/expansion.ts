/** How much one spec may expand to: a short list of domains with a short list of records can be gigabytes. */
import type { Finding } from "../finding.ts";
import type { Source } from "../source/source.ts";
import { counted } from "../words/text.ts";
import type { SpecInput } from "./schema.ts";

/** The most values that the domains of one spec may have together, on all of its clouds: 10,000 domains with 200 each fit. */
const MAX_OF_SPEC = 2_000_000;

/** The most of all specs of a run that have several domains. */
const MAX_OF_RUN = 20_000_000;

/** What the specs of a run have expanded to so far. */
export interface Expansion {
  values: number;
}

/** What a preset counts for: some ten records, each with a name and a target. */
const PRESET_VALUES = 20;

/** A longer text counts as several values, since every check reads it. */
const CHARACTERS_A_VALUE = 256;

/** Counts a spec; the finding if it, or the run with it, would expand to too much. */
export function expansionFault(input: SpecInput, source: Source, run: Expansion): Finding | undefined {
  const { domains = [], dns, mailbox, gateway, senders = [], migrate, ...shared } = input;
  const clouds = Array.isArray(dns) ? dns.length : 1;
  const zones = Math.max(domains.length, 1) * clouds;
  if (zones < 2) return undefined;
  const named = [mailbox, gateway, migrate].filter((one) => one !== undefined);
  const presets = senders.length + named.length;
  const each = presets * PRESET_VALUES + valuesIn([named, senders, shared]);
  const all = zones * each;
  run.values += all;
  const limit =
    all > MAX_OF_SPEC
      ? `the limit is ${MAX_OF_SPEC}`
      : run.values > MAX_OF_RUN
        ? `which is over the limit of ${MAX_OF_RUN} for all specs`
        : undefined;
  if (limit === undefined) return undefined;
  return {
    code: "spec-expansion",
    severity: "error",
    message: `the spec has ${counted(Math.max(domains.length, 1), "domain")} on ${counted(clouds, "cloud")} with some ${each} values each, ${all} together (${limit}), so it is not used`,
    help: "publish fewer domains or fewer records with one spec",
    place: source.keyPlace([domains.length > 0 ? "domains" : "dns"]),
  };
}

function valuesIn(value: unknown): number {
  if (typeof value === "string") return 1 + Math.floor(value.length / CHARACTERS_A_VALUE);
  if (typeof value !== "object" || value === null) return 1;
  let sum = 0;
  for (const member of Object.values(value)) sum += valuesIn(member);
  return sum;
}

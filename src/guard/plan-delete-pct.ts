import type { Change } from "./change.ts";
import { leftSpots, spotKey } from "./change.ts";
import { declaredRecords } from "./declared.ts";
import type { Guard } from "./guard.ts";
import { mailDomainsGone } from "./plan-domain-gone.ts";

/** Names that a message shows. It counts the rest. */
const SHOWN = 5;

/** More deletions than a usual change has. Deletions that another guard reports, or that a migration declares, do not count again. */
export const planDeletePct: Guard = {
  id: "plan-delete-pct",
  rule: "More deletions than a usual change has, over 30 % of a stack's records and at least 10, happen only after confirmation.",
  source: "practice",
  explanation: {
    why: "A mistake in a defaults file, a glob or a merge deletes many records at once. Changes in place do not count, nor do deletions that another guard reports or that a migration declares.",
    effect: "Many domains lose records at once.",
    fix: "Look for the missing spec or defaults file. To change the limits, set deletions: {percent: 30, least: 10} in the stack's config.",
  },
  *check(change) {
    const { percent, least } = change.deletionLimit;
    const asked = askedElsewhere(change);
    const deleted = change.deleted
      .map(({ name }) => name)
      .filter((name) => !asked.has(name))
      .sort();
    const { length: all } = change.owned;
    if (deleted.length < least || deleted.length * 100 <= percent * all) return;
    const rest = deleted.length - SHOWN;
    const names = [...deleted.slice(0, SHOWN), ...(rest > 0 ? [`and ${rest} more`] : [])];
    yield {
      message: `${deleted.length} of the stack's ${all} records would be deleted, more than ${percent} %: ${names.join(", ")}`,
      help: "check whether a spec, a defaults file or a provider's records are missing",
      facts: deleted,
    };
  },
};

function askedElsewhere(change: Change): ReadonlySet<string> {
  const left = new Set(
    leftSpots(change)
      .filter(({ zone }) => change.delegations.has(zone))
      .map(spotKey),
  );
  const gone = [
    ...[...mailDomainsGone(change).values()].flat(),
    ...change.records.filter(({ domain }) => change.elsewhere.has(domain)),
  ];
  const moved = change.records.filter(
    ({ spot, domain }) => left.has(spotKey(spot)) && !change.goneDomains.has(domain),
  );
  return new Set([...gone, ...moved, ...declaredRecords(change)].map(({ resource }) => resource.name));
}

import { isDelegation } from "../plan/delegation.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { isWithin } from "../zone/name.ts";
import { printRdata } from "../zone/rdata.ts";
import { aboutName, additionsOf, changesOf } from "./change.ts";
import type { Guard } from "./guard.ts";

/** NS records that are added where the stack has records, changed or deleted. */
export const planNsChanged: Guard = {
  id: "plan-ns-changed",
  rule: "NS records are changed, deleted, or added above records of the stack only after confirmation; other servers would answer.",
  source: "RFC 1034 §4.2.1",
  explanation: {
    why: "NS records give a name and everything below it to other servers. Whoever runs those decides about the mail of every name there.",
    effect:
      "The names have the records of the other servers, or none. Mail to them goes elsewhere or bounces.",
    fix: "Make sure that the new servers have all records of the name and below it, and that they are yours.",
  },
  *check(change) {
    for (const one of [...changesOf(change, "NS"), ...additionsOf(change, "NS")]) {
      if (change.goneDomains.has(one.domain)) continue;
      // the stack's own zone below, and its servers from the state
      if (one.before.length === 0 && one.after.every((record) => isDelegation(record, change.zones)))
        continue;
      const before = one.before.map(printRdata);
      const after = one.after.map(({ data }) => printRdata(data)).sort();
      const covers = change.records.some(({ name, type }) => type !== "NS" && isWithin(name, one.name));
      if (before.length === 0 ? !covers : before.join() === after.join()) continue;
      yield {
        message: `${shownName(one.name)} ${changed(before, after)}, so other servers would answer for it and every name below`,
        help: "apply it only if those servers have every record that is needed there",
        facts: [one.name, ...before, ">", ...after],
        ...aboutName(change, one),
      };
    }
  },
};

function changed(before: readonly string[], after: readonly string[]): string {
  if (before.length === 0) return `gets the NS ${listed(after)}`;
  return after.length === 0
    ? `loses its NS ${listed(before)}`
    : `goes from the NS ${listed(before)} to ${listed(after)}`;
}

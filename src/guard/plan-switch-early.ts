import { isDue } from "../inventory/published-phase.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import { shownTime } from "../words/time.ts";
import { aboutDomain, type Change, changesOf } from "./change.ts";
import { isDeclared } from "./declared.ts";
import { exchanges, exchangesAfter } from "./exchanges.ts";
import type { Guard } from "./guard.ts";
import { type Migrating, migratingDomains } from "./migrating.ts";
import { replacedAddresses } from "./plan-mx-address.ts";

/** Domains whose mail moves to another provider before others have forgotten where it was. */
export const planSwitchEarly: Guard = {
  id: "plan-switch-early",
  rule: "In a migration, the mail moves only when phase prepare has been published for the TTL of what it replaced, or after confirmation.",
  source: "RFC 1034 §4.3.4, practice",
  explanation: {
    why: "Phase prepare gives the MX and client names a short TTL. Until the old TTL has run out, resolvers may still answer with the old records for that long.",
    effect:
      "Some mail goes to the old provider for up to the old TTL after the switch, and nothing can shorten that.",
    fix: "Apply phase prepare, wait until the time that the finding or `mailzone status` names, then switch.",
  },
  *check(change) {
    for (const one of migratingDomains(change)) {
      const { domain, migration, published } = one;
      if (migration.phase === "prepare" || (published !== undefined && published.phase !== "prepare"))
        continue;
      if (published !== undefined && isDue(published, change.now)) continue;
      const move = moveOf(change, one);
      if (move === undefined) continue;
      yield {
        message: `the mail of ${shownName(domain)} would move from ${listed(move.from)} to ${listed(move.to)}, but ${whyNot(one, move.ttl)}`,
        help:
          published?.notBefore === undefined
            ? `set phase: prepare and apply it; then wait ${move.ttl} s, and set phase: switch`
            : `wait until ${shownTime(published.notBefore)}, then apply phase switch`,
        facts: [domain, ...move.from, ">", ...move.to],
        ...aboutDomain(change, domain),
      };
    }
  },
};

function whyNot({ published }: Migrating, ttl: number): string {
  return published?.notBefore === undefined
    ? `phase prepare was not published before, so for up to ${ttl} s senders still deliver to the old hosts`
    : `until ${shownTime(published.notBefore)} resolvers may still have the old records with their TTL of ${published.ttl} s, and senders deliver to the old hosts for that long`;
}

interface Move {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Seconds. */
  readonly ttl: number;
}

/** Where the mail moves as the migration declares, by other MX or by other addresses of the same MX hosts. */
function moveOf(change: Change, { domain }: Migrating): Move | undefined {
  for (const one of changesOf(change, "MX")) {
    const [from, to] = [exchanges(one.before), exchangesAfter(one)];
    if (one.name !== domain || from.length === 0 || to.length === 0) continue;
    if (to.every((host) => from.includes(host)) || !isDeclared(change, one)) continue;
    return { from: from.map(shownName), to: to.map(shownName), ttl: one.ttl };
  }
  for (const { names, before, after, changes } of replacedAddresses(change)) {
    if (!names.has(domain) || !changes.every((one) => isDeclared(change, one))) continue;
    return { from: before, to: after, ttl: Math.max(...changes.map(({ ttl }) => ttl)) };
  }
  return undefined;
}

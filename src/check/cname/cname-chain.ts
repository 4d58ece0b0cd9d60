import { innerAliases, nextAlias } from "../../view/aliases.ts";
import { atConflict } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { FleetCheck } from "../check.ts";
import { example } from "../example.ts";

/** Longest chain that is followed. `cname-loop` reports loops. */
const MOST = 16;

export const cnameChain: FleetCheck = {
  id: "cname-chain",
  severity: "warning",
  rule: "A CNAME points to a name with the data itself, not to another CNAME in a managed zone.",
  source: "RFC 1034 §3.6.2",
  explanation: {
    why: "Every link of a chain is one more lookup that can fail, and resolvers give up after a few.",
    effect:
      "Keys and policies behind a chain are sometimes not found. A change in the middle breaks names that nobody thinks of.",
    fix: "Point the CNAME to the end of the chain.",
    fails: example(
      "mode: parked",
      "records:",
      "  - {name: a, type: CNAME, value: b.example.com}",
      "  - {name: b, type: CNAME, value: c.example.net}",
    ),
    passes: example(
      "mode: parked",
      "records:",
      "  - {name: a, type: CNAME, value: c.example.net}",
      "  - {name: b, type: CNAME, value: c.example.net}",
    ),
  },
  checkFleet(zones, report) {
    const aliases = innerAliases(zones);
    for (const alias of aliases.values()) {
      const next = nextAlias(alias);
      if (next === undefined) continue;
      let end = next;
      let steps = 2;
      for (; steps < MOST; steps++) {
        const inner = aliases.get(end.record.name);
        const more = inner && nextAlias(inner);
        if (more === undefined) break;
        end = more;
      }
      if (steps === MOST) continue;
      const { zone, record, target } = alias;
      report({
        message: `${shownName(record.name)} is a CNAME to ${shownName(target)}, which is a CNAME too, so it takes ${steps} lookups to reach ${shownName(end.target)}`,
        help: `point it to ${shownName(end.target)}`,
        ...atConflict(zone, record, [next.record]),
      });
    }
  },
};

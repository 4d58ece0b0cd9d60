import { type Alias, innerAliases } from "../../view/aliases.ts";
import { atConflict, editable } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { FleetCheck } from "../check.ts";
import { example } from "../example.ts";

export const cnameLoop: FleetCheck = {
  id: "cname-loop",
  severity: "error",
  rule: "A chain of CNAMEs has an end; the names of a loop have no answer.",
  source: "RFC 1034 §3.6.2",
  unwaivable: "the names of a loop have no answer",
  explanation: {
    why: "A resolver follows CNAMEs until it finds data, and gives up in a loop.",
    effect: "The names do not resolve for anyone.",
    fix: "Point the last CNAME to a host with addresses.",
    fails: example(
      "mode: parked",
      "records:",
      "  - {name: a, type: CNAME, value: b.example.com}",
      "  - {name: b, type: CNAME, value: a.example.com}",
    ),
    passes: example(
      "mode: parked",
      "records:",
      "  - {name: a, type: CNAME, value: host.example.net}",
      "  - {name: b, type: CNAME, value: host.example.net}",
    ),
  },
  checkFleet(zones, report) {
    const aliases = innerAliases(zones);
    const done = new Set<Name>();
    for (const [start, { target }] of aliases) {
      if (!aliases.has(target)) continue;
      const loop = findLoop(aliases, start, done);
      const [first] = loop;
      if (first === undefined) continue;
      const at = editable([first.record, ...loop.slice(1).map(({ record }) => record)]);
      const from = loop.findIndex(({ record }) => record === at);
      const others = [...loop.slice(from + 1), ...loop.slice(0, from)];
      const way = others.map(({ record }) => `${shownName(record.name)}, then `).join("");
      report({
        message: `${shownName(at.name)} is a CNAME that leads to ${way}itself, so it never resolves`,
        help: "point the CNAME to a host with addresses",
        ...atConflict(
          (loop[from] ?? first).zone,
          at,
          others.map(({ record }) => record),
        ),
      });
    }
  },
};

/** The loop that the chain from `start` runs into, unless it was found before. Each alias is visited once. */
function findLoop(aliases: ReadonlyMap<Name, Alias>, start: Name, done: Set<Name>): Alias[] {
  const walked = new Map<Name, Alias>();
  let name = start;
  for (;;) {
    const alias = aliases.get(name);
    if (alias === undefined || done.has(name)) {
      if (!walked.has(name)) return [];
      const chain = [...walked.keys()];
      return [...walked.values()].slice(chain.indexOf(name));
    }
    walked.set(name, alias);
    done.add(name);
    name = alias.target;
  }
}

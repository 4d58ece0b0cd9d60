import type { Zone } from "../../plan/zone.ts";
import { publishedSpf, spfTargets } from "../../view/spf-budgets.ts";
import { textRecords } from "../../view/text-records.ts";
import { atConflict, editable } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { FleetCheck } from "../check.ts";
import { textExample } from "../example.ts";

interface Node {
  readonly zone: Zone;
  readonly record: ZoneRecord;
  /** Names that it includes or redirects to, where a zone has SPF. */
  readonly leadsTo: readonly Name[];
  /** By which term it leads to each of them. */
  readonly by: ReadonlyMap<Name, "include" | "redirect">;
}

export const spfLoop: FleetCheck = {
  id: "spf-loop",
  severity: "error",
  rule: "No SPF record includes itself, directly or through others; receivers return permerror for a loop.",
  source: "RFC 7208 §4.6.4",
  unwaivable: "receivers return permerror for a loop",
  explanation: {
    why: "Receivers follow include and redirect until they have made ten lookups, and a loop does not end before that.",
    effect: "SPF is a permerror for all mail that no term before the loop matches.",
    fix: "Remove the include that leads back.",
    fails: textExample(
      "@",
      "v=spf1 include:_spf.example.com -all",
      "_spf",
      "v=spf1 include:example.com -all",
    ),
    passes: textExample("@", "v=spf1 include:_spf.example.com -all", "_spf", "v=spf1 ip4:198.51.100.7 -all"),
  },
  checkFleet(zones, report) {
    const nodes = collect(zones);
    const done = new Set<Name>();
    for (const name of nodes.keys()) {
      const loop = findLoop(nodes, name, done);
      const [first, ...more] = loop;
      if (first === undefined) continue;
      const at = editable([first.record, ...more.map(({ record }) => record)]);
      const others = loop.filter(({ record }) => record !== at);
      const place = loop.findIndex(({ record }) => record === at);
      const next = loop[(place + 1) % loop.length] ?? first;
      const by = loop[place]?.by.get(next.record.name) ?? "include";
      const way = others.map(({ record }) => shownName(record.name)).join(" and ");
      report({
        message: `the SPF record of ${shownName(at.name)} ${by === "include" ? "includes" : "redirects to"} itself${way === "" ? "" : ` through ${way}`}, so receivers return permerror`,
        help:
          by === "include"
            ? "remove the include that leads back"
            : "remove the redirect= that leads back, and end the record with all",
        ...atConflict(
          (loop.find(({ record }) => record === at) ?? first).zone,
          at,
          others.map(({ record }) => record),
        ),
      });
    }
  },
};

/** The records that may be part of a loop, by name. */
function collect(zones: readonly Zone[]): ReadonlyMap<Name, Node> {
  const owners = publishedSpf(zones);
  const nodes = new Map<Name, Node>();
  for (const zone of zones) {
    for (const { record, spf } of textRecords(zone).spf) {
      if (nodes.has(record.name)) continue;
      const targets = spfTargets(spf).filter(({ name }) => owners.has(name));
      const by = new Map(
        targets.map(({ name, term }) => [name, term.name === "redirect" ? "redirect" : "include"] as const),
      );
      if (by.size > 0) nodes.set(record.name, { zone, record, leadsTo: [...by.keys()], by });
    }
  }
  return nodes;
}

/** The first loop found from `start`. Each record is visited once, without recursion. */
function findLoop(nodes: ReadonlyMap<Name, Node>, start: Name, done: Set<Name>): readonly Node[] {
  const path: { readonly name: Name; readonly node: Node; next: number }[] = [];
  const open = new Map<Name, number>();
  const enter = (name: Name): void => {
    const node = nodes.get(name);
    if (node === undefined || done.has(name)) return;
    open.set(name, path.length);
    path.push({ name, node, next: 0 });
  };
  enter(start);
  for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
    const target = step.node.leadsTo[step.next++];
    if (target === undefined) {
      done.add(step.name);
      open.delete(step.name);
      path.pop();
      continue;
    }
    const from = open.get(target);
    if (from !== undefined) {
      for (const { name } of path) done.add(name);
      return path.slice(from).map(({ node }) => node);
    }
    enter(target);
  }
  return [];
}

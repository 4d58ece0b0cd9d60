import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import type { CloudUse } from "../../spec/spec.ts";
import { atDomain, comparePlaces } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { FleetCheck } from "../check.ts";
import { example } from "../example.ts";

export const fleetDupDomain: FleetCheck = {
  id: "fleet-dup-domain",
  severity: "error",
  rule: "A domain has one spec in a stack, and one for a cloud and account; two would overwrite each other's records.",
  source: "design",
  unwaivable: "two specs of a domain overwrite each other's records",
  explanation: {
    why: "Every spec says everything about its domain. Two specs contradict each other, or create the same records twice.",
    effect: "Records are created twice, or each run undoes what the other did.",
    fix: "Keep one of the specs. dns: accepts a list of clouds.",
    fails: `${example("mode: parked")}---\n${example("mode: parked")}`,
    passes: example("mode: parked"),
  },
  checkFleet(zones, report) {
    for (const [first, domain] of repeats(zones)) {
      const { spec } = domain;
      const inStack = spec.stack === first.spec.stack;
      const shared = sharedCloud(spec.clouds, first.spec.clouds);
      report({
        severity: inStack || shared !== undefined ? "error" : "info",
        message: `${shownName(spec.domain)} has a second spec${inStack ? "" : ` in the stack ${first.spec.stack ?? "outside stacks/"}`}, ${consequence(inStack, shared)}`,
        help: "keep one of the two specs; dns: accepts a list for a domain on several clouds",
        ...atDomain(domain),
        related: [{ place: first.spec.place, note: "the other spec" }],
      });
    }
  },
};

function consequence(inStack: boolean, shared: CloudUse | undefined): string {
  if (inStack) return "so its records are given twice";
  return shared === undefined
    ? "on another cloud or account; only the one that the delegation names is answered"
    : `also on ${shared.cloud}, so two stacks would overwrite each other's records`;
}

/** The first spec of a domain by place, with each of the others. */
function* repeats(zones: readonly Zone[]): Generator<readonly [Domain, Domain]> {
  // a domain on several clouds is in several zones
  const all = new Set<Domain>();
  for (const zone of zones) for (const { domain } of zone.domains) all.add(domain);
  for (const domains of Map.groupBy(all, ({ spec }) => spec.domain).values()) {
    if (domains.length < 2) continue;
    const [first, ...others] = domains.sort((a, b) => comparePlaces(a.spec.place, b.spec.place));
    for (const other of others) yield [first as Domain, other];
  }
}

function sharedCloud(a: readonly CloudUse[], b: readonly CloudUse[]): CloudUse | undefined {
  return a.find(({ cloud, account }) =>
    b.some((other) => other.cloud === cloud && other.account === account),
  );
}

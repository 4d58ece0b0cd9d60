/** Runs the guards on the current stack: what it owns against what its specs want, and public DNS if a cloud is left. */
import { RunError } from "@pulumi/pulumi/errors.js";
import { getRootDirectory, getStack } from "@pulumi/pulumi/metadata.js";
import type { Finding } from "../finding.ts";
import { type Change, changeOf, type Elsewhere, leftSpots } from "../guard/change.ts";
import { growingPolicies } from "../guard/plan-sts-served.ts";
import { runGuards } from "../guard/run.ts";
import { isSigned } from "../inventory/signing.ts";
import { askDelegations, openResolver } from "../live/delegation.ts";
import { askPolicies } from "../live/sts/ask-policies.ts";
import { askVouched, serversOf } from "../live/vouched.ts";
import type { PlannedResource } from "../plan/plan.ts";
import { fleetOfStack } from "../spec/fleet-of-stack.ts";
import { siblingSpecs } from "../spec/stack-specs.ts";
import type { Run } from "./run.ts";

export async function judgeChange(
  { loaded, owned, config: { confirm, deletions } }: Run,
  planned: readonly PlannedResource[],
): Promise<Finding[]> {
  const change = changeOf(loaded.zones, planned, owned.records, owned.domains, {
    deletionLimit: deletions,
    published: owned.published,
    stsPolicies: owned.stsPolicies,
    now: new Date(),
  });
  const left = leftSpots(change).map(({ zone }) => zone);
  const growing = growingPolicies(change).map(({ one }) => one.name);
  const unsigned = loaded.zones.filter((zone) => zone.dnssec?.is === "off" && isSigned(zone, owned));
  const resolver = left.length + growing.length + unsigned.length === 0 ? undefined : resolverOfShell();
  const delegations = resolver === undefined ? new Map() : await askDelegations(left, resolver);
  const servedPolicies = resolver === undefined ? new Map() : await askPolicies(growing, resolver);
  const names = unsigned.map(({ name }) => name);
  const vouched =
    resolver === undefined ? new Map() : await askVouched(names, serversOf(resolver.getServers()));
  const elsewhere = change.goneDomains.size === 0 ? change.elsewhere : publishedElsewhere(change);
  return runGuards(
    { ...change, delegations, elsewhere, servedPolicies, unsigned, vouched },
    { confirm, stack: getStack() },
  );
}

/** The domains that left this stack's specs for those of another one that publishes in the same zones. */
function publishedElsewhere({ goneDomains, records }: Change): Change["elsewhere"] {
  const [root, own] = [getRootDirectory(), getStack()];
  const spots = new Set(records.map(({ spot: { cloud, zone } }) => `${cloud} ${zone}`));
  return new Map(
    siblingSpecs(root, own)
      .filter(({ domain }) => goneDomains.has(domain))
      .filter(({ zone, clouds }) => clouds.some(({ cloud }) => spots.has(`${cloud} ${zone}`)))
      .map(({ domain, stack }) => [domain, { stack, from: own, ...commonFleet(root, own, stack) }]),
  );
}

function commonFleet(root: string, one: string, other: string): Partial<Pick<Elsewhere, "fleet">> {
  const [fleet, same] = [one, other].map((stack) => fleetOfStack(root, stack)?.name);
  return fleet !== undefined && fleet === same ? { fleet } : {};
}

function resolverOfShell() {
  try {
    return openResolver();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RunError(
      `the environment variable MAILZONE_DNS is invalid (${reason}): use addresses, such as 192.0.2.53,127.0.0.1:5353`,
    );
  }
}

/** Which MTA-STS policy of each domain is published, as an output of its component. */
import { type Input, type Output, output } from "@pulumi/pulumi/output.js";
import { type PublishedSts, stsToPublish } from "../inventory/published-sts.ts";
import type { Domain } from "../preset/domain.ts";
import { withoutDot } from "../zone/name.ts";
import type { OwnedStack } from "./owned.ts";

/** By domain, without the final dot. If a run fails before the domain's records are there, the state keeps what it says. */
export function publishedPolicies(
  domains: readonly Domain[],
  owned: OwnedStack,
  idsOf: (domain: string) => readonly Output<string>[],
): ReadonlyMap<string, Input<PublishedSts>> {
  const policies = new Map<string, Input<PublishedSts>>();
  for (const domain of domains) {
    const name = withoutDot(domain.spec.domain);
    const policy = stsToPublish(domain, owned.stsPolicies.get(domain.spec.domain));
    if (policy === undefined) continue;
    policies.set(
      name,
      typeof policy === "function" ? output([...idsOf(name)]).apply(() => policy(new Date())) : policy,
    );
  }
  return policies;
}

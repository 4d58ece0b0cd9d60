/**
 * With MAILZONE_KEEP an update registers what the stack owns as it is, with the components and providers of its specs:
 * `mailzone adopt` runs it before and after an import. No record is created, changed or deleted (src/inventory/kept.ts).
 */
import { RunError } from "@pulumi/pulumi/errors.js";
import * as log from "@pulumi/pulumi/log/index.js";
import { getStack } from "@pulumi/pulumi/metadata.js";
import { keptResources } from "../../inventory/kept.ts";
import { planZones } from "../../plan/plan.ts";
import { firstOf } from "../../words/list.ts";
import { withoutDot } from "../../zone/name.ts";
import { MailDomains } from "../mail-domains.ts";
import { migrationsOf } from "../migrations.ts";
import { type Outputs, zoneOutputsOf } from "../outputs.ts";
import { registerResources } from "../records.ts";
import type { Run } from "../run.ts";
import { withoutTraces } from "../sdk-debugging.ts";

/** @throws RunError if the stack owns something that no spec has a zone for, since it would be deleted */
export async function keep({ owned, loaded, providerOf, optionsOf }: Run): Promise<Outputs> {
  const { zones } = loaded;
  const { resources, homeless } = keptResources(zones, planZones(zones), owned);
  const domains = new MailDomains(loaded);
  const policies = new Map([...owned.stsPolicies].map(([domain, policy]) => [withoutDot(domain), policy]));
  const phases = new Map([...owned.published].map(([domain, phase]) => [withoutDot(domain), phase]));
  refuseHomeless(
    homeless.map(({ name }) => name),
    owned.domains.filter((domain) => !domains.has(domain)),
  );
  const made = withoutTraces(() => {
    for (const zone of zones) providerOf(zone);
    const kept = registerResources(resources, {
      parentOf: (domain) => domains.componentOf(domain),
      zoneIdOf: () => undefined,
      optionsOf,
      ignoredOf: ({ kind, args, zone }) =>
        Object.keys(args).filter((key) => kind !== "record" || key !== zone.cloud.ownerArgument),
    });
    domains.complete(phases, policies);
    return kept;
  });
  // a variable left set in a shell would otherwise be a silent reason why nothing is applied
  void log.warn(
    "MAILZONE_KEEP is set: everything that the stack owns is kept as it is, and no spec is applied",
  );
  return { domains: domains.summaries(), ...migrationsOf(phases), ...zoneOutputsOf(made) };
}

/** How many names a message shows before it counts the rest. */
const SHOWN = 5;

/**
 * Refuses if there is something that no spec has a zone for: unregistered, it would be deleted.
 * @throws RunError if there is
 */
function refuseHomeless(records: readonly string[], domains: readonly string[]): void {
  const homeless = [...domains, ...records];
  if (homeless.length === 0) return;
  const shown = firstOf(homeless, SHOWN).join(", ");
  throw new RunError(
    `stack ${getStack()} owns resources in zones that no spec has any more: ${shown}. ` +
      "An update with MAILZONE_KEEP changes nothing, so it cannot delete them: run pulumi up first, which deletes them, or restore the specs.",
  );
}

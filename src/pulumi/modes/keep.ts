/**
 * With MAILZONE_KEEP an update registers what the stack owns as it is, with the components and providers of its specs: what
 * `mailzone adopt` runs before and after an import. No record is created, changed or deleted (src/inventory/kept.ts).
 */
import { RunError } from "@pulumi/pulumi/errors.js";
import * as log from "@pulumi/pulumi/log/index.js";
import { getStack } from "@pulumi/pulumi/metadata.js";
import { keptResources } from "../../inventory/kept.ts";
import { planZones } from "../../plan/plan.ts";
import { MailDomains } from "../mail-domains.ts";
import { nameServersOf } from "../name-servers.ts";
import type { Outputs } from "../outputs.ts";
import { registerResources } from "../records.ts";
import type { Run } from "../run.ts";
import { withoutTraces } from "../sdk-debugging.ts";

/** @throws RunError where something owned has no place among the specs, since it would be deleted */
export async function keep({ owned, loaded, providerOf, optionsOf }: Run): Promise<Outputs> {
  const { zones } = loaded;
  const { resources, homeless } = keptResources(zones, planZones(zones), owned);
  const domains = new MailDomains(loaded);
  refuseHomeless(
    homeless.map(({ name }) => name),
    owned.domains.filter((domain) => !domains.has(domain)),
  );
  const made = withoutTraces(() => {
    for (const zone of zones) providerOf(zone);
    const kept = registerResources(resources, {
      parentOf: (domain) => domains.componentOf(domain),
      zoneIdOf: () => undefined,
      // whatever the arguments say, the engine takes those of the state
      optionsOf: (zone) => ({ ...optionsOf(zone), ignoreChanges: ["*"] }),
    });
    domains.complete();
    return kept;
  });
  // whoever has left it set in a shell would wonder why nothing is applied
  void log.warn("MAILZONE_KEEP is set: what the stack owns is kept as it is, and no spec is applied");
  return { domains: domains.summaries(), ...nameServersOf(made) };
}

/** Names that a message shows before it counts the rest. */
const SHOWN = 5;

/**
 * Refuses to keep what no spec has a place for: unregistered, it would be deleted.
 * @throws RunError when there is any
 */
function refuseHomeless(records: readonly string[], domains: readonly string[]): void {
  const homeless = [...domains, ...records];
  if (homeless.length === 0) return;
  const rest = homeless.length - SHOWN;
  const shown = [...homeless.slice(0, SHOWN), ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
  throw new RunError(
    `the stack ${getStack()} owns what no spec has a zone for any more: ${shown}. ` +
      "An update with MAILZONE_KEEP changes nothing, so it cannot let that go: run pulumi up first, which deletes it, or put the specs back.",
  );
}

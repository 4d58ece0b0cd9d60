/** An update: registers everything that the stack's specs define. */
import type { Output } from "@pulumi/pulumi/output.js";
import type { CustomResource } from "@pulumi/pulumi/resource.js";
import { withSigningOff } from "../../inventory/signing.ts";
import { withTombstones } from "../../inventory/tombstones.ts";
import { unsettled } from "../../live/check-listed.ts";
import { type PlannedRecord, planZones } from "../../plan/plan.ts";
import type { Zone } from "../../plan/zone.ts";
import { missingAccountIds, signingKeyOf, unusableSigningKeys } from "../accounts.ts";
import { ofSpecs, tellFindings } from "../findings-file.ts";
import { judgeChange } from "../guards.ts";
import { judgeLiveZones } from "../live-zones.ts";
import { MailDomains } from "../mail-domains.ts";
import { migrationsOf, publishedPhases } from "../migrations.ts";
import { type Outputs, zoneOutputsOf } from "../outputs.ts";
import { planDelegate } from "../plan-delegate.ts";
import { planReplace } from "../plan-replace.ts";
import { registerResources } from "../records.ts";
import { refuseErrors, refuseLive } from "../refuse.ts";
import { findRunZoneIds, type Run } from "../run.ts";
import { withoutTraces } from "../sdk-debugging.ts";
import { publishedPolicies } from "../sts-policies.ts";
import { tellWaived, warn } from "../warn.ts";
import { accountOf, workersLacking } from "../workers.ts";

/** @throws RunError when a zone, its contents or the change itself is refused */
export async function publish(run: Run): Promise<Outputs> {
  const { owned, config, loaded, optionsOf } = run;
  const found = await findRunZoneIds(run);
  refuseErrors([
    ...found.findings,
    ...missingAccountIds(found.absent, config),
    ...unusableSigningKeys(loaded.zones, config),
    ...workersLacking(loaded.zones, found, config),
  ]);

  const planned = withSigningOff(planZones(loaded.zones), loaded.zones, owned);
  const live = await judgeLiveZones(run, planned, found);
  const guarded = await judgeChange(run, planned);
  refuseLive(live, guarded);

  const registered = withTombstones(planned, owned);
  const worthKnowing = [
    ...ofSpecs(unsettled(loaded.findings, live.comparisons)),
    ...live.findings,
    ...guarded,
    ...planReplace(registered),
    ...planDelegate(loaded.zones, found.absent),
  ];
  // before anything is registered: from then on, a run that fails may leave work
  tellFindings(worthKnowing);
  const domains = new MailDomains(loaded);
  const ids = new Map<string, Output<string>[]>();
  const { made, phases } = withoutTraces(() => {
    const registration = {
      parentOf: (domain: string) => domains.componentOf(domain),
      zoneIdOf: (zone: Zone) => found.ids.get(zone),
      accountIdOf: accountOf(found, config),
      signingKeyOf: (zone: Zone) => signingKeyOf(zone, config),
      optionsOf,
      registered: ({ domain }: PlannedRecord, { id }: CustomResource) => {
        ids.set(domain, [...(ids.get(domain) ?? []), id]);
      },
    };
    const all = registerResources(registered, registration);
    const idsOf = (domain: string): readonly Output<string>[] => ids.get(domain) ?? [];
    const published = publishedPhases(loaded.zones, owned, idsOf);
    domains.complete(published, publishedPolicies(loaded.domains, owned, idsOf));
    return { made: all, phases: published };
  });
  tellWaived([...loaded.waived, ...live.waived]);
  warn(worthKnowing, ({ domain = "" }) => domains.registered(domain));
  return { domains: domains.summaries(), ...migrationsOf(phases), ...zoneOutputsOf(made) };
}

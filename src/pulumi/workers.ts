/** What has to be known before a run can publish Workers: the account that each is in, and that its zone is in use. */
import type { Finding } from "../finding.ts";
import type { Zone } from "../plan/zone.ts";
import { policyWorkerOf } from "../preset/policy-worker.ts";
import type { StackConfig } from "../spec/stack-config.ts";
import { withoutDot } from "../zone/name.ts";
import { accountIdOf, accountIdSetting } from "./accounts.ts";
import type { ZoneIds } from "./zone-ids.ts";

/** The account of a zone: that which its cloud says it is in, else that of the config or the environment. */
export const accountOf =
  ({ facts }: Pick<ZoneIds, "facts">, config: Pick<StackConfig, "accounts">) =>
  (zone: Zone): string | undefined =>
    facts.get(zone)?.accountId ?? accountIdOf(zone, config);

/** Why the policies of domains cannot be served by Workers in this run. */
export function workersLacking(
  zones: readonly Zone[],
  found: Pick<ZoneIds, "facts" | "absent">,
  config: Pick<StackConfig, "accounts">,
): Finding[] {
  const known = accountOf(found, config);
  return zones.flatMap((zone) =>
    zone.cloud.worker === undefined
      ? []
      : zone.domains.flatMap(({ domain }): Finding[] => {
          const served = policyWorkerOf(domain);
          if (served === undefined) return [];
          const at = {
            severity: "error",
            domain: withoutDot(domain.spec.domain),
            place: domain.spec.source.place(["mtaSts", "host"]),
          } as const;
          if (found.absent.has(zone)) return [{ ...at, ...newZone(zone) }];
          return known(zone) === undefined ? [{ ...at, ...noAccount(zone) }] : [];
        }),
  );
}

const newZone = ({ name, cloud: { title } }: Zone) =>
  ({
    code: "sts-worker-new-zone",
    message: `the zone ${withoutDot(name)} is created by this run, and ${title} serves nothing in a zone that DNS does not lead to yet, so the policy cannot be published with it`,
    help: "leave mtaSts out, run pulumi up, set the zone's name servers at the registrar, and add mtaSts when the zone is active",
  }) as const;

const noAccount = (zone: Zone) =>
  ({
    code: "dns-account-id",
    message: `a Worker belongs to an account of ${zone.cloud.title}, and the account id for ${withoutDot(zone.name)} is missing, since the zone's id is given and so the zone is not looked up`,
    help: accountIdSetting(zone),
  }) as const;

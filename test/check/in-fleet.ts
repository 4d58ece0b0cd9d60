import type { Zone } from "../../src/plan/zone.ts";

/** As if fleet.yaml were beside the stacks of the case. */
export const inFleet = (zone: Zone): Zone => ({
  ...zone,
  domains: zone.domains.map((one) => ({
    ...one,
    domain: { ...one.domain, spec: { ...one.domain.spec, fleet: "prod" } },
  })),
});

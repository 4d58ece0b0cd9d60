/** Zones of Route 53, as `aws.route53.Zone` creates them (@pulumi/aws 7.48.0). */
import { withoutDot } from "../../zone/name.ts";
import type { Fact } from "../fact.ts";
import type { ZoneResource } from "../zone-resource.ts";

/** internal/tfresource/not_found_error.go, with "Route 53 Hosted Zone" of internal/service/route53/zone_data_source.go. */
const provider: Fact = { source: "terraform-provider-aws, zone_data_source.go", verified: "2026-11-22" };

export const zoneResource: ZoneResource = {
  token: "aws:route53/zone:Zone",
  // `forceDestroy` is never set: the default refuses to delete a zone with records
  args: (name) => ({ name: withoutDot(name), comment: "Made by mailzone" }),
  settings: ["comment", "delegationSetId", "enableAcceleratedRecovery", "forceDestroy", "tags", "vpcs"],
  serversOutput: "nameServers",
  notThere: { ...provider, pattern: /no matching Route 53 Hosted Zone found/ },
  several: { ...provider, pattern: /multiple Route 53 Hosted Zones matched/ },
};

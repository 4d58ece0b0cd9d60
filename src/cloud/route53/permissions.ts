/**
 * The IAM policy for Route 53. The actions are those that the provider calls (terraform-provider-aws, internal/service/route53, read
 * 2026-11-21); the resources are those of the service authorization reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html, 2026-11-30).
 */
import type { Permissions, PublishedZone } from "../permissions.ts";

const ALL_ZONES = "arn:aws:route53:::hostedzone/*";

const allow = (Sid: string, Action: readonly string[], Resource: readonly string[]) => ({
  ...{ Sid, Effect: "Allow" },
  ...{ Action: Action.map((action) => `route53:${action}`), Resource },
});

export function permissions(zones: readonly PublishedZone[]): Permissions {
  const isOpen = zones.some(({ id }) => id === undefined);
  const isCreated = zones.some((zone) => zone.isCreated);
  const arns = isOpen ? [ALL_ZONES] : zones.map(({ id }) => `arn:aws:route53:::hostedzone/${id}`);
  const records = ["GetHostedZone", "ListResourceRecordSets", "ChangeResourceRecordSets"];
  return {
    document: {
      Version: "2012-10-17",
      Statement: [
        allow("Records", [...records, ...(isOpen ? ["ListTagsForResource"] : [])], arns),
        allow("Changes", ["GetChange"], ["arn:aws:route53:::change/*"]),
        ...(isOpen ? [allow("LookUp", ["ListHostedZones"], ["*"])] : []),
        ...(isCreated ? [allow("Create", ["CreateHostedZone"], ["*"])] : []),
      ],
    },
    notes: [
      "the policy of an IAM role or user",
      ...(isOpen && !isCreated
        ? [
            "the ids of some zones are not known, so it covers all zones of the account: mailzone zones STACK writes the ids into the stack's config",
          ]
        : []),
    ],
  };
}

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

/** terraform-provider-aws, key_signing_key.go and hosted_zone_dnssec.go (read 2026-12-01); mailzone deletes no key. */
const SIGNING = [
  "CreateKeySigningKey",
  "ActivateKeySigningKey",
  "DeactivateKeySigningKey",
  "GetDNSSEC",
  "EnableHostedZoneDNSSEC",
  "DisableHostedZoneDNSSEC",
];

/** Of the KMS keys, which only the stack's config names (https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateKeySigningKey.html, 2026-12-01). */
const KEYS = {
  Sid: "Keys",
  Effect: "Allow",
  Action: ["kms:DescribeKey", "kms:GetPublicKey", "kms:Sign"],
  Resource: ["arn:aws:kms:us-east-1:*:key/*"],
};

export function permissions(zones: readonly PublishedZone[]): Permissions {
  const isOpen = zones.some(({ id }) => id === undefined);
  const isCreated = zones.some((zone) => zone.isCreated);
  const isSigned = zones.some((zone) => zone.isSigned);
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
        ...(isSigned ? [allow("Sign", SIGNING, arns), KEYS] : []),
      ],
    },
    notes: [
      "the policy of an IAM role or user",
      ...(isSigned
        ? [
            "the statement Keys is for the KMS keys that sign zones: put their ARNs into it, and let dnssec-route53.amazonaws.com use them in their own policies",
          ]
        : []),
      ...(isOpen && !isCreated
        ? [
            "the ids of some zones are not known, so it covers all zones of the account: mailzone zones STACK writes the ids into the stack's config",
          ]
        : []),
    ],
  };
}

/**
 * Signed zones of Route 53: a key-signing key from a KMS key of the user's, and the switch of the zone (@pulumi/aws 7.48.0). The zone is signed
 * only while it has an active key, and its last key is deactivated only while it is not signed (docs/facts/route53.md, DNSSEC).
 */
import { createHash } from "node:crypto";
import { signerOf } from "../signer.ts";
import type { ZoneSigning } from "../zone-signing.ts";

export const signing: ZoneSigning = {
  parts: [
    {
      token: "aws:route53/keySigningKey:KeySigningKey",
      zoneArgument: "hostedZoneId",
      keyArguments: ["keyManagementServiceArn", "name"],
      on: { status: "ACTIVE" },
      off: { status: "INACTIVE" },
      again:
        "the next pulumi up creates it; if Route 53 answers KeySigningKeyAlreadyExists, it is there: import it (docs/dnssec.md)",
    },
    {
      token: "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec",
      zoneArgument: "hostedZoneId",
      keyArguments: [],
      on: { signingStatus: "SIGNING" },
      off: { signingStatus: "NOT_SIGNING" },
      again: "the next pulumi up switches it on, which changes nothing where it is on",
    },
  ],
  key: {
    source:
      "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html",
    verified: "2026-12-01",
    setting: "kmsKey",
    pattern: /^arn:aws:kms:us-east-1:\d{12}:key\/[A-Za-z0-9-]{1,64}$/,
    words:
      "the ARN of a KMS key in us-east-1, such as arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    way: "it must be an asymmetric key to sign and verify, of the spec ECC_NIST_P256, whose policy lets dnssec-route53.amazonaws.com use it",
    // the provider does not notice another key under the same name, so the name says which key it is
    args: (key) => ({ keyManagementServiceArn: key, name: `mailzone_${digestOf(key)}` }),
  },
  signerOutputs: [
    "keyTag",
    "signingAlgorithmType",
    "digestAlgorithmType",
    "digestValue",
    "flag",
    "publicKey",
  ],
  signer: (outputs) =>
    signerOf({
      keyTag: outputs["keyTag"],
      algorithm: outputs["signingAlgorithmType"],
      digestType: outputs["digestAlgorithmType"],
      digest: outputs["digestValue"],
      flags: outputs["flag"],
      publicKey: outputs["publicKey"],
    }),
  isSigned: ({ signingStatus }) => signingStatus === "SIGNING",
};

const digestOf = (key: string): string => createHash("sha256").update(key).digest("hex").slice(0, 8);

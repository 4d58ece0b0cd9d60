/** The codes that the program of `pulumi preview` and `up` reports besides checks and guards. */
import type { CodeWords } from "../finding.ts";

export const programCodes = {
  "dns-create": {
    severity: "error",
    rule: "Only mailzone's own program creates zones; a component in another program cannot check first whether the zone exists.",
    source: "docs/specs.md, only in MailZone",
  },
  "dns-sdk": {
    severity: "error",
    rule: "The Pulumi package of every cloud that specs name must be installed; mailzone brings none along.",
    source: "docs/start.md, only in pulumi preview and up",
    explanation: {
      why: "The packages of the clouds are large, and most users need one of them. So they are optional peer dependencies of mailzone, and the user's own package.json names those in use.",
      effect:
        "Without the package the records of that cloud cannot be published; nothing is changed anywhere.",
      fix: "Run the npm install that the finding shows, and commit package.json and the lock file.",
    },
  },
  "dns-account-id": {
    severity: "error",
    rule: "To create a zone on Cloudflare, or a Worker in a zone that is not looked up, the account's id must be in the stack's config or the environment.",
    source:
      "https://developers.cloudflare.com/api/resources/zones/methods/create/ (2026-11-22), only in pulumi preview and up",
  },
  "dns-signing-key": {
    severity: "error",
    rule: "To sign a zone on Route 53, the ARN of a KMS key in us-east-1 must be in the stack's config.",
    source:
      "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html (2026-12-01), only in pulumi preview and up",
    explanation: {
      why: "Route 53 signs a zone's keys with a key of yours in AWS KMS: asymmetric, to sign and verify, of the spec ECC_NIST_P256, in us-east-1, with a policy that lets dnssec-route53.amazonaws.com use it.",
      effect: "The zone cannot be signed; nothing is changed anywhere.",
      fix: "Create the key, and put its ARN into the stack's config: pulumi config set --path accounts.route53.default.kmsKey ARN, with the account's name instead of default if the spec has one.",
    },
  },
  "sts-worker-new-zone": {
    severity: "error",
    rule: "A Worker serves the MTA-STS policy only in a zone that DNS leads to, so not in the run that creates the zone.",
    source:
      "https://developers.cloudflare.com/workers/configuration/routing/custom-domains/ (2026-12-01), only in pulumi preview and up",
  },
  "dns-account": {
    severity: "error",
    rule: "An account that a spec names must be in the stack's config.",
    source: "docs/specs.md, only in pulumi preview and up",
  },
  "prov-zone-exists": {
    severity: "error",
    rule: "The zone must exist at its cloud; otherwise no records can be created in it.",
    source: "vendor, only in pulumi preview and up",
  },
  "prov-zone-taken": {
    severity: "error",
    rule: "A zone that a spec creates must not exist at its cloud yet; on Route 53 there would be two with the same name.",
    source:
      "https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html (2026-11-22), only in pulumi preview and up",
  },
  "plan-delegate": {
    severity: "warning",
    rule: "A zone that is created below another zone of the stack is delegated there by the update after it, once its name servers are known.",
    source: "RFC 1034 §4.2.1, only in pulumi preview and up",
  },
  "plan-replace": {
    severity: "warning",
    rule: "A name that changes between CNAME and other records, or between a record and a Worker, has no records for a moment, since no cloud stores both.",
    source: "RFC 1034 §3.6.2, only in pulumi preview and up",
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof programCodes, true> {}
}

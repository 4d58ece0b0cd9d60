/** What guards report: each under its own id, and what needs no confirmation. */
import type { CodeWords } from "../finding.ts";

export const guardCodes = {
  "dmarc-ladder": {
    severity: "warning",
    rule: "A domain that sends goes from p=none to p=reject by way of quarantine, so that failing mail is found before it is lost.",
    source: "RFC 9989 §4.7, §7.4, only in pulumi preview and up",
    explanation: {
      why: "With t=y a policy is applied one step weaker, but receivers from before RFC 9989 do not know it, so a leap for either of them is one. With p=none no mail was ever lost, so nobody may know which senders fail.",
      effect: "Their mail is rejected from one day to the next.",
      fix: "Publish p=quarantine for some weeks, then p=reject. Before each step, mailzone dmarc report with --gate 99.5 has exit code 1 while more of the mail would be lost. The warning needs no confirmation.",
    },
  },
  "dkim-unpublished": {
    severity: "warning",
    rule: "A DKIM key is published before servers sign with it.",
    source: "RFC 6376 §6.1.2, only in pulumi preview and up",
    explanation: {
      why: "A verifier that finds no key for a signature treats the message as unsigned, and does not look again.",
      effect: "Mail that is signed with the key fails DKIM until every name server answers it.",
      fix: "Publish the key with state: next. When mailzone status says that it may sign, set state: active and have the servers sign with it. The warning needs no confirmation.",
    },
  },
  "confirm-unused": {
    severity: "warning",
    rule: "A confirmation in the stack's config matches a change; one that was used or is outdated can be deleted.",
    source: "docs/cli.md, only in pulumi preview and up",
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof guardCodes, true> {
    "plan-domain-gone": true;
    "plan-mx-gone": true;
    "plan-mx-cutover": true;
    "plan-switch-early": true;
    "plan-finish-early": true;
    "plan-mx-added": true;
    "plan-mx-address": true;
    "plan-spf-gone": true;
    "plan-sts-mx": true;
    "plan-sts-served": true;
    "plan-tls-gone": true;
    "plan-ns-changed": true;
    "plan-dnssec-off": true;
    "plan-dkim-gone": true;
    "plan-dkim-reused": true;
    "dmarc-weakened": true;
    "plan-cloud-gone": true;
    "plan-delete-pct": true;
  }
}

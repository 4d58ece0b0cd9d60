/** The codes of guards. Guards look at changes of a stack, so they run only in `pulumi preview` and `up`. */
import type { Code } from "./codes.ts";

const WHERE = "only in pulumi preview and up";

/** How to let a change pass that a guard refuses. */
const CONFIRM =
  "If the change is intended, add the id in the finding to the list confirm in the stack's config. It confirms exactly this change and no other.";

export const guardCodes: readonly Code[] = [
  {
    id: "plan-domain-gone",
    severity: "error",
    rule: "A mail domain that is no longer in any spec is deleted only after confirmation; it would stop receiving mail.",
    source: `practice, ${WHERE}`,
    explanation: {
      why: "A file that is moved, renamed or lost in a merge looks like a domain that you gave up.",
      effect:
        "All records of the domain are deleted. Mail to it bounces, and mail from it fails SPF, DKIM and DMARC.",
      fix: `Restore the spec, or set mode: parked, which keeps others from sending in its name. ${CONFIRM}`,
    },
  },
  {
    id: "plan-mx-gone",
    severity: "error",
    rule: "The last MX of a name is deleted only after confirmation; mail to it would bounce.",
    source: `RFC 5321 §5.1, ${WHERE}`,
    explanation: {
      why: "Without an MX, senders try the name's own address, which is usually a web server. A null MX in its place says that the name accepts no mail at all.",
      effect: "Every message to the name bounces, some at once, some after days.",
      fix: `Keep an MX. ${CONFIRM}`,
    },
  },
  {
    id: "plan-mx-cutover",
    severity: "error",
    rule: "Mail moves to entirely different hosts only after confirmation, and preparation.",
    source: `RFC 1034 §4.3.4, practice, ${WHERE}`,
    explanation: {
      why: "Senders cache the old MX for its TTL, and the old provider may still have mail to send.",
      effect:
        "Mail goes to the old hosts for up to the TTL of the old MX. Mail from the old provider fails SPF and DKIM once its records are deleted.",
      fix: `Lower the TTL of the old MX and wait until the old TTL has passed. Have the new mailboxes ready. Keep the SPF terms and DKIM keys of both providers for a while. ${CONFIRM}`,
    },
  },
  {
    id: "plan-dkim-gone",
    severity: "error",
    rule: "A published DKIM key is deleted or replaced only after confirmation; mail signed with it would fail.",
    source: `RFC 6376 §3.6.1, ${WHERE}`,
    explanation: {
      why: "Receivers look up the key when the message arrives, which may be hours or days after it was signed. To change keys, add a new selector; never change the key of a selector.",
      effect: "Mail signed with the old key fails DKIM, and also DMARC if SPF does not align.",
      fix: `Publish the new key under a new selector, sign with it, and delete the old one some days later. ${CONFIRM}`,
    },
  },
  {
    id: "dmarc-weakened",
    severity: "error",
    rule: "A DMARC policy becomes less strict, or loses its reports, only after confirmation; forged mail would get through.",
    source: `RFC 9989 §4.7, ${WHERE}`,
    explanation: {
      why: "A less strict p, sp or np, t=y, relaxed alignment and a missing rua are each just one word in a file, and nobody sees the forged mail that follows.",
      effect: "Receivers deliver mail that they would have rejected, or nobody learns about it.",
      fix: `Keep the policy, and fix the alignment of the mail that fails. ${CONFIRM}`,
    },
  },
  {
    id: "dmarc-ladder",
    severity: "warning",
    rule: "A domain that sends goes from p=none to p=reject by way of quarantine, so that failing mail is found before it is lost.",
    source: `RFC 9989 §7.4, ${WHERE}`,
    explanation: {
      why: "With p=none no mail was ever lost, so nobody may know which senders fail.",
      effect: "Their mail is rejected from one day to the next.",
      fix: "Publish p=quarantine for some weeks, read the reports, then publish p=reject. The warning needs no confirmation.",
    },
  },
  {
    id: "plan-cloud-gone",
    severity: "error",
    rule: "A cloud is removed from dns: only if the zone is no longer delegated to it, or after confirmation; resolvers would ask servers without records.",
    source: `RFC 1034 §4.2.2, ${WHERE}`,
    explanation: {
      why: "The records on the old cloud are deleted at once, while the parent zone and resolver caches may still name its servers. mailzone looks up the zone's NS in DNS. If the lookup fails, or finds servers of an unknown host, the change counts as unsafe.",
      effect:
        "As long as the delegation and its TTL last, the old servers answer that the domain has no mail.",
      fix: `Change the delegation at the registrar first, wait for the TTL of the old NS, then remove the cloud. ${CONFIRM}`,
    },
  },
  {
    id: "plan-delete-pct",
    severity: "error",
    rule: "More deletions than a usual change has, over 30 % of a stack's records and at least 10, happen only after confirmation.",
    source: `practice, ${WHERE}`,
    explanation: {
      why: "A mistake in a defaults file, a glob or a merge deletes many records at once. Changes in place do not count, nor do deletions that another guard reports.",
      effect: "Many domains lose records at once.",
      fix: `Look for the missing spec or defaults file. ${CONFIRM} To change the limits, set deletions: {percent: 30, least: 10} in the stack's config.`,
    },
  },
  {
    id: "plan-unsettled",
    severity: "error",
    rule: "Imported records go through an update without changes before their name changes between CNAME and other records.",
    source: `pulumi 3.250.0 with the providers of Cloudflare and Alibaba Cloud DNS, measured 2026-11-21, ${WHERE}`,
    explanation: {
      why: "The engine reads the order of deletions and creations from the stack's state, where imported records have no such order yet.",
      effect:
        "The engine would delete the old record after it creates the new one, which the clouds reject. The update stops halfway, and so do later ones.",
      fix: "Run MAILZONE_KEEP=true pulumi up, which changes no record, then pulumi up. mailzone adopt runs the first step by itself.",
    },
  },
  {
    id: "plan-protected",
    severity: "error",
    rule: "The engine does not delete or replace what a spec protects, and refuses the whole run.",
    source: "docs/specs.md, only in mailzone plan --stack; pulumi preview and up say it in Pulumi's words",
    explanation: {
      why: "protect: true is there so that no mistake can delete the domain's records.",
      effect: "No change of the run is applied.",
      fix: "Keep the records. To remove the protection, set protect: false in the domain's spec, run pulumi up, and then make the change.",
    },
  },
  {
    id: "confirm-unused",
    severity: "warning",
    rule: "A confirmation in the stack's config matches a change; one that was used or is outdated can be deleted.",
    source: `docs/cli.md, ${WHERE}`,
  },
];

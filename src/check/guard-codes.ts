/** What guards find: changes of a stack, so they speak only where there is a stack, in `pulumi preview` and `up`. */
import type { Code } from "./codes.ts";

const WHERE = "only in pulumi preview and up";

/** How every one of them that is an error is let pass. */
const CONFIRM =
  "If it is meant, add the id that the finding names to the list confirm in the stack's config: it is good for this very change and no other.";

export const guardCodes: readonly Code[] = [
  {
    id: "plan-domain-gone",
    severity: "error",
    rule: "A mail domain that no spec has any more is deleted only when that is confirmed: it would take no mail.",
    source: `practice, ${WHERE}`,
    explanation: {
      why: "A file that is moved, renamed or lost in a merge looks like a domain that is given up.",
      effect:
        "All records of the domain are deleted: its mail is returned, and what it sends fails SPF, DKIM and DMARC.",
      fix: `Put the spec back, or write mode: parked, which keeps others from sending in its name. ${CONFIRM}`,
    },
  },
  {
    id: "plan-mx-gone",
    severity: "error",
    rule: "The last MX of a name is deleted only when that is confirmed: its mail would be returned.",
    source: `RFC 5321 §5.1, ${WHERE}`,
    explanation: {
      why: "Without MX senders try the name's own address, which is a web server as a rule. A null MX in its place says that there is no mail at all.",
      effect: "Every message to the name is returned to its sender, some at once, some after days.",
      fix: `Keep an MX. ${CONFIRM}`,
    },
  },
  {
    id: "plan-mx-cutover",
    severity: "error",
    rule: "Mail that moves to other hosts altogether does so only when that is confirmed, and prepared.",
    source: `RFC 1034 §4.3.4, practice, ${WHERE}`,
    explanation: {
      why: "Senders keep the old MX for its TTL, and the old provider may still hold mail that it will send.",
      effect:
        "Mail goes to the old hosts for up to the TTL of the old MX, and mail of the old provider fails SPF and DKIM once its records are gone.",
      fix: `Lower the TTL of the old MX and wait for it to pass, have the new mailboxes ready, keep the SPF terms and DKIM keys of both providers for a while. ${CONFIRM}`,
    },
  },
  {
    id: "plan-dkim-gone",
    severity: "error",
    rule: "A DKIM key that is published is deleted or replaced only when that is confirmed: mail signed with it would fail.",
    source: `RFC 6376 §3.6.1, ${WHERE}`,
    explanation: {
      why: "Receivers look the key up when the message comes, which is hours or days after it was signed. A selector's key is never changed but replaced by another selector.",
      effect: "What was signed with the old key fails DKIM, and DMARC where SPF does not align.",
      fix: `Publish the new key under a new selector, sign with it, and delete the old one some days later. ${CONFIRM}`,
    },
  },
  {
    id: "dmarc-weakened",
    severity: "error",
    rule: "A DMARC policy gets less strict, or loses its reports, only when that is confirmed: forged mail would get through.",
    source: `RFC 9989 §4.7, ${WHERE}`,
    explanation: {
      why: "A less strict p, sp or np, t=y, relaxed alignment and a missing rua are each one word in a file, and nobody sees the forged mail that follows.",
      effect: "Receivers deliver what they would have refused, or nobody learns of it.",
      fix: `Keep the policy, and mend the alignment of the mail that fails. ${CONFIRM}`,
    },
  },
  {
    id: "dmarc-ladder",
    severity: "warning",
    rule: "A domain that sends goes from p=none to p=reject by way of quarantine, so that what fails is found before it is lost.",
    source: `RFC 9989 §7.4, ${WHERE}`,
    explanation: {
      why: "With p=none nothing was ever lost, so senders that fail may be unknown.",
      effect: "Their mail is refused from one day to the next.",
      fix: "Publish p=quarantine for some weeks, read the reports, then p=reject. The warning needs no confirmation.",
    },
  },
  {
    id: "plan-cloud-gone",
    severity: "error",
    rule: "A cloud is taken out of dns only when the zone is no longer delegated to it, or that is confirmed: resolvers would be sent where nothing is.",
    source: `RFC 1034 §4.2.2, ${WHERE}`,
    explanation: {
      why: "The records on the old cloud are deleted at once, while the zone's parent and every resolver's cache may still name its servers. DNS is asked for the zone's NS; where it cannot be asked, or names servers of nobody known, the change counts as not safe.",
      effect:
        "Whoever asks the old servers is told that the domain has no mail, as long as the delegation and its TTL last.",
      fix: `Change the delegation at the registrar first, wait for the TTL of the old NS, then take the cloud out. ${CONFIRM}`,
    },
  },
  {
    id: "plan-delete-pct",
    severity: "error",
    rule: "More deletions than a change by hand has, 30 % of a stack's records and 10 or more, happen only when that is confirmed.",
    source: `practice, ${WHERE}`,
    explanation: {
      why: "A defaults file, a glob or a merge that went wrong deletes much at once. Changes in place are not counted, nor what another guard asks about.",
      effect: "Many domains lose records together.",
      fix: `Look for the spec or defaults file that went missing. ${CONFIRM} The stack's config has other limits: deletions: {percent: 30, least: 10}.`,
    },
  },
  {
    id: "plan-unsettled",
    severity: "error",
    rule: "Records that were imported are seen by an update that changes nothing before their name changes between CNAME and other records.",
    source: `pulumi 3.250.0 with the providers of Cloudflare and Alibaba Cloud DNS, measured 2026-11-21, ${WHERE}`,
    explanation: {
      why: "In which order the engine deletes and creates is read from the stack's state, where imported records have no such order yet.",
      effect:
        "The old record would be deleted after the new one is created, which the clouds refuse: the update stops half-way, and later ones too.",
      fix: "Two steps: MAILZONE_KEEP=true pulumi up, which changes no record, then pulumi up. mailzone adopt runs the first by itself.",
    },
  },
  {
    id: "plan-protected",
    severity: "error",
    rule: "What a spec protects is not deleted or replaced: the engine refuses the whole run.",
    source: "docs/specs.md, only in mailzone plan --stack; pulumi preview and up say it in Pulumi's words",
    explanation: {
      why: "protect: true was written so that no slip can delete the domain's records.",
      effect: "Nothing of the run is applied.",
      fix: "Keep the records. To lift it write protect: false in the domain's spec, run pulumi up, and make the change then.",
    },
  },
  {
    id: "confirm-unused",
    severity: "warning",
    rule: "A confirmation in the stack's config meets a change; one that was used, or that another change has overtaken, may go.",
    source: `docs/cli.md, ${WHERE}`,
  },
];

/** The codes of findings about reports that receivers sent. */
import type { CodeWords } from "../finding.ts";

export const feedbackCodes = {
  "feedback-unreadable": {
    severity: "error",
    rule: "A report can be read: it is well-formed, whole, and has what its standard demands.",
    source: "RFC 9990 §3, RFC 7489 §7.2, RFC 8460 §4, only in mailzone dmarc report and tlsrpt report",
    explanation: {
      why: "A report that is cut off or malformed cannot be counted in part without giving wrong figures.",
      effect: "What it reports is in no figure, so mail may be lost that the figures do not show.",
      fix: "Save the message again with its attachment unchanged, or move the file out of the folder.",
    },
  },
  "feedback-refused": {
    severity: "error",
    rule: "A report has no entities of its own, unpacks to no more than a report can have, and names no file outside its archive.",
    source: "RFC 9990 §8, practice, only in mailzone dmarc report and tlsrpt report",
    explanation: {
      why: "Anybody can send mail to the address for reports. Such a file takes all memory or time of whoever opens it.",
      effect: "The file or the part of it is not read. Everything else is.",
      fix: "Delete the message. If a real receiver sent it, tell the receiver.",
    },
  },
  "feedback-duplicate": {
    severity: "info",
    rule: "Each report counts once: the same organization, report ID, domain and time are the same report.",
    source: "RFC 9990 §3.5, RFC 8460 §5.3, only in mailzone dmarc report and tlsrpt report",
  },
  "feedback-row": {
    severity: "warning",
    rule: "Each row of a report has an address that sent, a count and the domain of its From header.",
    source: "RFC 9990 §3.1, RFC 7489 appendix C, only in mailzone dmarc report",
    explanation: {
      why: "A row without one of these cannot be attributed to anybody.",
      effect: "These rows are in no figure. The other rows of the report are.",
      fix: "Nothing, if they are few: the receiver's software is at fault.",
    },
  },
  "feedback-unauthorized": {
    severity: "warning",
    rule: "Whoever sends mail of a domain passes DMARC: with DKIM or SPF that aligns with the domain of the From header.",
    source: "RFC 9989 §4.4 and §5.3, only in mailzone dmarc report",
    explanation: {
      why: "Receivers quarantine or reject mail that fails, as soon as the policy asks for it.",
      effect: "This mail is lost at the next policy, unless the receiver makes an exception.",
      fix: "If the sender is yours, authorize it in the spec that the finding names. If not, this is what the policy is for: leave it out of the figures with --except.",
    },
  },
  "feedback-tls": {
    severity: "warning",
    rule: "Connections of other mail servers to those of the domain succeed with TLS as its policy demands.",
    source: "RFC 8460 §4.3, only in mailzone tlsrpt report",
    explanation: {
      why: "Receivers of a policy (MTA-STS, DANE) deliver only where TLS is as the policy says.",
      effect:
        "With MTA-STS in enforce or with DANE, this mail waits in the sender's queue and is returned after some days.",
      fix: "Repair what the finding names at the mail server or in DNS before the policy is enforced.",
    },
  },
  "feedback-gate": {
    severity: "error",
    rule: "With --gate, at least that share of a domain's mail would be delivered at the next policy.",
    source: "practice, only in mailzone dmarc report --gate",
    explanation: {
      why: "A stricter policy is safe when all of the domain's own mail passes DMARC.",
      effect: "The other mail would be quarantined or rejected.",
      fix: "Authorize the senders that the warnings name, or leave out with --except those that are not yours; publish the next policy after that.",
    },
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof feedbackCodes, true> {}
}

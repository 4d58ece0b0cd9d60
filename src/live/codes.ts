/** The codes of findings from asking DNS. */
import type { CodeWords } from "../finding.ts";

export const liveCodes = {
  "dns-undelegated": {
    severity: "error",
    rule: "A published zone is in DNS: the zone above delegates it, and a server answers for it.",
    source: "RFC 1034 §4.2.1, only in mailzone verify",
    explanation: {
      why: "Resolvers find a zone by the NS records in the zone above, which the registrar sets.",
      effect: "Nobody finds any record of the domain. Mail to it is returned.",
      fix: "Register the domain, or enter the zone's name servers at the registrar. If they are there, ask the DNS host why they do not answer.",
    },
  },
  "dns-server": {
    severity: "warning",
    rule: "Every name server of a zone has an address, answers, and has the zone.",
    source: "RFC 1034 §4.1, RFC 1912 §2.8, only in mailzone verify",
    explanation: {
      why: "A resolver asks any of the servers that the zone above names. One that is silent or lame costs time, and one more failure makes the zone unreachable.",
      effect: "Look-ups are slow, and some of them fail, so that mail is delayed.",
      fix: "Remove the server at the registrar and from the zone, or have it serve the zone.",
    },
  },
  "dns-answer": {
    severity: "error",
    rule: "Every name server of a zone answers what the specs want.",
    source: "practice, only in mailzone verify",
    explanation: {
      why: "Only what the servers answer counts. A record can be missing there because it was never published, was changed by hand, or has not reached every server yet.",
      effect: "Receivers and senders that ask this server act on its answer.",
      fix: "Publish the specs with pulumi up. If that is done, see what was changed by hand with mailzone drift, or wait with mailzone verify --wait.",
    },
  },
  "dns-resolver": {
    severity: "warning",
    rule: "A resolver answers what the specs want, once the answer that it had before has run out.",
    source: "RFC 1034 §3.6, RFC 2308 §5, only in mailzone verify --resolver",
    explanation: {
      why: "Resolvers keep an answer for its TTL, and the absence of one for the SOA's minimum.",
      effect: "Whoever uses the resolver still sees the old answer.",
      fix: "Wait until the TTL has run out, for instance with mailzone verify --wait.",
    },
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof liveCodes, true> {}
}

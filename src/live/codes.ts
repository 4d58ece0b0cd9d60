/** The codes of findings from asking DNS. */
import type { CodeWords } from "../finding.ts";

export const liveCodes = {
  "dns-undelegated": {
    severity: "error",
    rule: "A published zone is in DNS: the zone above delegates it, and a server answers for it.",
    source: "RFC 1034 §4.2.1, only in mailzone verify and diagnose",
    explanation: {
      why: "Resolvers find a zone by the NS records in the zone above, which the registrar sets.",
      effect: "Nobody finds any record of the domain. Mail to it is returned.",
      fix: "Register the domain, or enter the zone's name servers at the registrar. If they are there, ask the DNS host why they do not answer.",
    },
  },
  "dns-server": {
    severity: "warning",
    rule: "Every name server of a zone has an address, answers, and has the zone.",
    source: "RFC 1034 §4.1, RFC 1912 §2.8, only in mailzone verify and diagnose",
    explanation: {
      why: "A resolver asks any of the servers that the zone above names. One that is silent or lame costs time, and one more failure makes the zone unreachable.",
      effect: "Look-ups are slow, and some of them fail, so that mail is delayed.",
      fix: "Remove the server at the registrar and from the zone, or have it serve the zone.",
    },
  },
  "dns-delegation": {
    severity: "warning",
    rule: "A zone has at least two name servers, none of them a CNAME, and the zone above has the same names and addresses.",
    source: "RFC 2182 §5, RFC 2181 §10.3, RFC 1912 §2.3, only in mailzone verify and diagnose",
    explanation: {
      why: "Resolvers begin with the servers that the zone above names, and go on with those that the zone itself names.",
      effect:
        "With one server, or servers that only one side knows, the domain depends on fewer servers than it seems.",
      fix: "Have the same name servers at the registrar and in the zone.",
    },
  },
  "dns-serial": {
    severity: "warning",
    rule: "The name servers that copy a zone from one primary have the same version of it.",
    source: "RFC 1034 §4.3.5, RFC 1996 §1, only in mailzone verify and diagnose",
    explanation: {
      why: "A server that cannot fetch the zone goes on with the old one until it expires.",
      effect: "Some look-ups get old records, and mail goes where it went before.",
      fix: "See why the zone is not transferred to the server with the lower serial.",
    },
  },
  "dns-dnssec": {
    severity: "error",
    rule: "A zone with a DS record in the zone above has the key that it is of, and signatures that are in force.",
    source: "RFC 4035 §5, RFC 4034 §3.1.5 and §5, only in mailzone verify and diagnose",
    explanation: {
      why: "The DS record tells resolvers that the zone is signed. Those that validate refuse answers that are not, or whose signatures have ended.",
      effect: "For whoever uses such a resolver, as most large receivers do, the domain does not exist.",
      fix: "Sign the zone again, or replace or remove the DS record at the registrar.",
    },
  },
  "dns-no-ds": {
    severity: "warning",
    rule: "A zone with dnssec: true has a DS record in the zone above, and so have the zones above it.",
    source: "RFC 4035 §5.2, RFC 4034 §5, only in mailzone verify",
    explanation: {
      why: "Resolvers follow DS records from the root down. Where one is missing, everything below counts as unsigned.",
      effect:
        "Nothing breaks, but the signatures protect nothing: forged answers are believed, and senders ignore TLSA records.",
      fix: "Enter the DS record at the registrar that the finding shows, which pulumi up prints as dnssec too.",
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
  "dns-mx-host": {
    severity: "error",
    rule: "Every MX host has an address that is reachable on the internet, and is no CNAME.",
    source: "RFC 5321 §5.1, RFC 2181 §10.3, only in mailzone verify and diagnose",
    explanation: {
      why: "Senders look up the addresses of the MX hosts. Hosts outside of the specs can vanish without a change here.",
      effect: "No mail reaches the host; if it is the only one, mail to the domain is returned.",
      fix: "Correct the name of the host, or ask the provider for its present MX.",
    },
  },
  "dns-reverse": {
    severity: "warning",
    rule: "The address of a mail host has a PTR record to a name that has this address.",
    source: "RFC 1912 §2.1, RFC 8601 §2.7.3, only in mailzone verify and diagnose",
    explanation: {
      why: "Large receivers accept mail only from addresses whose name leads back to them. Whoever owns the address, usually the hosting provider, sets it.",
      effect: "Mail from the host is refused or taken for spam.",
      fix: "Have the owner of the address set its PTR record to the host's name.",
    },
  },
  "dns-dkim": {
    severity: "warning",
    rule: "What the CNAME of a DKIM selector leads to has a key.",
    source: "RFC 6376 §3.6.2, only in mailzone verify and diagnose",
    explanation: {
      why: "With a CNAME the provider publishes the key. It does so only when DKIM is switched on there, and under exactly that name.",
      effect: "Receivers find no key, so the signature does not count, and DMARC may fail.",
      fix: "Finish the set-up of DKIM at the provider, or correct the target.",
    },
  },
  "dns-spf": {
    severity: "error",
    rule: "Every record that an SPF record includes exists, its other terms find hosts, and evaluating it takes at most ten look-ups.",
    source: "RFC 7208 §4.6.4 and §5.2, only in mailzone verify and diagnose",
    explanation: {
      why: "Included records belong to services, which change them. mailzone check knows them from a snapshot, verify asks for them.",
      effect: "The whole record is a permanent error, so that no mail of the domain passes SPF.",
      fix: "Delete terms of services that no longer send, or move some to a sub-domain.",
    },
  },
  "dns-consent": {
    severity: "warning",
    rule: "A domain of somebody else that DMARC reports go to has consented to them.",
    source: "RFC 9990 §4, only in mailzone verify and diagnose",
    explanation: {
      why: "Without consent anyone could have reports sent to a stranger.",
      effect: "Receivers send no reports there.",
      fix: "Have the domain publish the TXT record that the finding names, or send the reports elsewhere.",
    },
  },
  "dns-report-mailbox": {
    severity: "warning",
    rule: "A domain of somebody else that DMARC or TLS reports go to accepts mail.",
    source: "RFC 5321 §5.1, RFC 7505, only in mailzone verify and diagnose",
    explanation: {
      why: "Receivers send reports as ordinary mail, which needs an MX or an address.",
      effect: "No report arrives, and nobody notices.",
      fix: "Name a mailbox at a domain that receives mail.",
    },
  },
  "dns-no-mx": {
    severity: "warning",
    rule: "A domain has an MX, or a null MX if it accepts no mail.",
    source: "RFC 5321 §5.1, RFC 7505, only in mailzone diagnose",
    explanation: {
      why: "Without an MX, senders deliver to the domain's own address, which is usually a web server.",
      effect: "Mail is refused, or waits for days and bounces.",
      fix: "Publish the MX of the mail provider, or the null MX of a domain that accepts no mail.",
    },
  },
  "dns-dmarc-watches": {
    severity: "info",
    rule: "The DMARC policy of a domain stops forged mail.",
    source: "RFC 9989 §4.7, internet.nl's mail test, only in mailzone diagnose",
    explanation: {
      why: "The policy none is for the time in which reports are collected.",
      effect: "Forged mail is delivered.",
      fix: "When all genuine mail passes, go on to quarantine and then to reject.",
    },
  },
  "dns-ipv6": {
    severity: "info",
    rule: "A host of the MX and a name server of a domain have IPv6 addresses.",
    source: "RFC 3974 §4, internet.nl's mail test, only in mailzone diagnose",
    explanation: {
      why: "Some networks have IPv6 alone, and reach IPv4 through translators, if at all.",
      effect: "Their mail arrives late or not at all.",
      fix: "Ask the mail provider and the DNS host for IPv6.",
    },
  },
  "dns-unsigned": {
    severity: "info",
    rule: "A domain and the domains of its MX are signed with DNSSEC.",
    source: "RFC 7672 §1.3, internet.nl's mail test, only in mailzone diagnose",
    explanation: {
      why: "Without signatures, a resolver cannot tell a forged answer from a genuine one, and TLSA records count for nothing.",
      effect: "Whoever forges answers can have the mail sent elsewhere.",
      fix: "Switch DNSSEC on at the DNS host, and enter the DS record at the registrar.",
    },
  },
  "dns-dane-unsigned": {
    severity: "warning",
    rule: "The zone of a mail host with TLSA records is signed with DNSSEC, and so is the zone whose MX leads to it.",
    source: "RFC 7672 §2.2 and §2.2.1, only in mailzone verify and diagnose",
    explanation: {
      why: "Whoever can forge answers can forge TLSA records too, so senders believe only signed ones.",
      effect:
        "Senders ignore the records of an unsigned host. Where only the zone with the MX is unsigned, some ignore them and others still check them. The way of the mail is not protected.",
      fix: "Switch DNSSEC on at the DNS host, and enter the DS record at the registrar.",
    },
  },
  "dns-unknown": {
    severity: "info",
    rule: "Names that records lead to can be looked up.",
    source: "practice, only in mailzone verify and diagnose",
    explanation: {
      why: "A server may be silent for a moment, and some networks do not let questions through.",
      effect: "What is behind these names was not judged.",
      fix: "Try again later, or from another network.",
    },
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../finding.ts" {
  interface Codes extends Record<keyof typeof liveCodes, true> {}
}

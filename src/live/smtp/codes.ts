/** The codes of findings about mail servers, which `--smtp` connects to. */
import type { CodeWords } from "../../finding.ts";

const ONLY = "only in mailzone verify and diagnose --smtp";

export const smtpCodes = {
  "smtp-blocked": {
    severity: "warning",
    rule: "The network from which mail servers are judged lets connections to them out.",
    source: `practice, ${ONLY}`,
    explanation: {
      why: "Most access providers and clouds block port 25 against spam. Then no mail server answers, whatever its state is. So when one cannot be reached, those of large providers are tried too.",
      effect: "Nothing is known of the mail servers. Mail to them is not affected.",
      fix: "Run it from a network that may send mail, or have the provider lift the block.",
    },
  },
  "smtp-untried": {
    severity: "info",
    rule: "Every address of an MX host can be tried from here.",
    source: `practice, ${ONLY}`,
    explanation: {
      why: "A network without IPv6 has no route to an IPv6 address, and no mail comes from the internet to a private one.",
      effect: "What listens at these addresses was not judged.",
      fix: "Run it from a network with IPv6. In a closed network, name its DNS with --root.",
    },
  },
  "smtp-connect": {
    severity: "error",
    rule: "Every address of every MX host takes connections; if none does, no mail arrives (an error, otherwise a warning).",
    source: `RFC 5321 §5.1, ${ONLY}`,
    explanation: {
      why: "Senders try the addresses of the MX hosts one after the other. One that refuses or stays silent costs them time.",
      effect:
        "Mail is late. If no host of the domain answers, it waits at its senders and is returned after some days.",
      fix: "Start the mail server, let the port through its firewall, or remove the MX or the address.",
    },
  },
  "smtp-greeting": {
    severity: "error",
    rule: "A mail server greets with 220 within a minute; a refusal is a warning, since it may be about the network here.",
    source: `RFC 5321 §3.1, §4.3.1 and §4.5.3.2.1, ${ONLY}`,
    explanation: {
      why: "A sender waits for the greeting before it says anything: up to 5 minutes by the standard, in practice often less. With 554 the server takes no mail, with 421 none at present.",
      effect: "Mail is late, or goes to another MX host, or is returned.",
      fix: "See in the server's log why: a blocklist that has this network's address, a look-up that gets no answer, a limit of connections.",
    },
  },
  "smtp-ehlo": {
    severity: "warning",
    rule: "A mail server answers EHLO with 250.",
    source: `RFC 5321 §3.2 and §4.1.1.1, ${ONLY}`,
    explanation: {
      why: "The answer to EHLO names the extensions, STARTTLS among them. Servers have had to know it since 2008.",
      effect: "Senders use HELO at best, and deliver without encryption.",
      fix: "Have the server answer EHLO. A firewall that filters SMTP may be in its way.",
    },
  },
  "smtp-name": {
    severity: "warning",
    rule: "A mail server within the specs calls itself by a full domain name that has its address; another name than that of the PTR record is an info.",
    source: `RFC 5321 §4.1.1.1 and §4.2, RFC 1912 §2.1, ${ONLY}`,
    explanation: {
      why: "A server usually gives the same name when it receives and when it sends. Receivers compare the name with the addresses that it has, and with the PTR record of the client (dns-reverse).",
      effect: "Mail that the host sends is refused or taken for spam.",
      fix: "Set the server's host name, such as myhostname of Postfix, to the name that its address has in DNS.",
    },
  },
  "smtp-starttls": {
    severity: "warning",
    rule: "A mail server offers STARTTLS and keeps to it; without it, senders that use MTA-STS or DANE deliver nothing (an error).",
    source: `RFC 3207, RFC 8461 §4.1, RFC 7672 §2.2, ${ONLY}`,
    explanation: {
      why: "Without STARTTLS everybody on the way can read the mail. MTA-STS in mode enforce and TLSA records forbid senders to deliver like that.",
      effect: "Mail is not encrypted, and with MTA-STS or DANE it does not arrive.",
      fix: "Give the server a certificate and switch STARTTLS on. A firewall that filters SMTP can hide it.",
    },
  },
  "smtp-tls-version": {
    severity: "warning",
    rule: "A mail server has TLS 1.2 or newer.",
    source: `RFC 8996, RFC 9325 §3.1.1, ${ONLY}`,
    explanation: {
      why: "TLS 1.0 and 1.1 are broken, and current software does not speak them.",
      effect: "Senders deliver without encryption, or not at all.",
      fix: "Switch on TLS 1.2 and 1.3 at the server, or upgrade it.",
    },
  },
  "smtp-cert-dates": {
    severity: "warning",
    rule: "A mail server's certificate is valid today and for some time: 14 days, or a quarter of its life if that is less; an error where MTA-STS or DANE demand it.",
    source: `RFC 5280 §4.1.2.5, RFC 8461 §4.2, RFC 7672 §3.1.2, ${ONLY}`,
    explanation: {
      why: "Senders that follow an enforced MTA-STS policy, or a TLSA record for the issuer (usage 2), look at the dates. Others encrypt all the same.",
      effect: "With MTA-STS or DANE mail does not arrive.",
      fix: "Renew the certificate, and have the server load it.",
    },
  },
  "smtp-cert-name": {
    severity: "info",
    rule: "A mail server's certificate has the MX host's name; an error where MTA-STS or DANE demand it, a warning where MTA-STS tests it.",
    source: `RFC 8461 §4.1, RFC 7672 §3.2.3, ${ONLY}`,
    explanation: {
      why: "A sender that knows the host only from DNS cannot tell the right certificate from another, so most do not look at the name. MTA-STS and TLSA records for the issuer (usage 2) make them look.",
      effect: "Without them none. With them mail does not arrive.",
      fix: "Get a certificate that has the MX host's name as a subject alternative name, or name the host in the MX by a name that the certificate has.",
    },
  },
  "smtp-cert-trust": {
    severity: "info",
    rule: "A mail server's certificate comes from a public authority; an error where MTA-STS demands it, a warning where MTA-STS tests it.",
    source: `RFC 8461 §4.2, RFC 7435, ${ONLY}`,
    explanation: {
      why: "Senders that follow an MTA-STS policy believe only public certification authorities. The authorities here are those of Node; NODE_EXTRA_CA_CERTS adds others.",
      effect: "Without MTA-STS none. With it mail does not arrive.",
      fix: "Get a certificate from a public authority, and have the server send the intermediate certificates with it.",
    },
  },
  "smtp-tlsa": {
    severity: "error",
    rule: "A mail server's certificate matches a TLSA record of the host; if none matches, senders that use DANE deliver nothing. A warning for a key whose record, by since in the spec, not every sender knows yet.",
    source: `RFC 6698 §2.1, RFC 7671 §8.1, RFC 7672 §2.2 and §3.1, ${ONLY}`,
    explanation: {
      why: "A TLSA record says which certificate, key or issuer the server has. It counts if the zone is signed, which was not judged.",
      effect: "Senders that use DANE deliver nothing to the host.",
      fix: "Publish the record of the present certificate. Before a renewal publish the new one beside the old one, and wait for two TTLs.",
    },
  },
  "smtp-policy": {
    severity: "error",
    rule: "Every MX host is among those of the domain's MTA-STS policy; while the policy is tested, another one is a warning.",
    source: `RFC 8461 §4.1, ${ONLY}`,
    explanation: {
      why: "The policy file at https://mta-sts.DOMAIN/.well-known/mta-sts.txt lists the hosts that senders may deliver to.",
      effect: "Senders that follow the policy deliver nothing to the host.",
      fix: "Add a line mx: with the host to the policy file, and change the id of the _mta-sts record.",
    },
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../../finding.ts" {
  interface Codes extends Record<keyof typeof smtpCodes, true> {}
}

/** What is wrong with STARTTLS at a mail server, measured by what MTA-STS and DANE demand of it. */
import { quote } from "../../finding.ts";
import { stsCovers } from "../../mail/mta-sts.ts";
import { printTlsa } from "../../mail/tlsa.ts";
import { matchesTlsa } from "../../mail/tlsa-match.ts";
import { firstOf, listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { counted } from "../../words/text.ts";
import { shownTime } from "../../words/time.ts";
import { withoutDot } from "../../zone/name.ts";
import type { Certificate } from "./certificate.ts";
import type { Demand, Fault } from "./fault.ts";
import type { Failure, Probe } from "./probe.ts";

export function tlsFaults(probe: Probe, demand: Demand, now = Date.now()): readonly Fault[] {
  const { failure, starttls, protocol, certificate } = probe;
  if (failure?.step === "starttls" || failure?.step === "tls") return [broken(failure, demand)];
  if (starttls === false) return [absent(demand)];
  return [
    ...(protocol === undefined ? [] : oldProtocol(protocol)),
    ...(certificate === undefined ? [] : certificateFaults(certificate, demand, now)),
  ];
}

/** MTA-STS and DANE are about senders that deliver nothing rather than without TLS. */
function insistence({ domain, policy, tlsa }: Demand): string | undefined {
  if (tlsa.length > 0)
    return "senders that use DANE, by its TLSA records, deliver nothing to it (RFC 7672 §2.2)";
  if (policy?.mode === "enforce")
    return `senders that follow the MTA-STS policy of ${shownName(domain)} deliver nothing to it (RFC 8461 §4.1)`;
  return undefined;
}

function absent(demand: Demand): Fault {
  const insists = insistence(demand);
  return {
    code: "smtp-starttls",
    severity: insists === undefined ? "warning" : "error",
    what: `does not offer STARTTLS, so ${insists ?? "mail to it can be read on its way, and some senders do not deliver it"}`,
    help: "give the server a certificate and switch STARTTLS on; if it is on, a firewall that filters SMTP hides it",
  };
}

const BROKEN: Readonly<Record<string, string>> = {
  timeout: "does not answer",
  closed: "closes the connection",
  garbled: "answers with what is no SMTP reply",
};

function broken({ step, why, said }: Failure, demand: Demand): Fault {
  const insists = insistence(demand);
  const what =
    BROKEN[why] ??
    (step === "tls" ? `fails in the handshake (${quote(said ?? "")})` : `answers ${quote(said ?? "")}`);
  return {
    code: "smtp-starttls",
    severity: insists === undefined ? "warning" : "error",
    what: `offers STARTTLS but then ${what}, so ${insists ?? "senders deliver without encryption or not at all"}`,
    help: "see in the server's log why: often its key or certificate cannot be read",
  };
}

/** RFC 8996: TLS 1.0 and 1.1 are not to be used. */
function oldProtocol(protocol: string): readonly Fault[] {
  if (protocol === "TLSv1.2" || protocol === "TLSv1.3") return [];
  return [
    {
      code: "smtp-tls-version",
      severity: "warning",
      what: `has no newer TLS than ${protocol}, which is not to be used (RFC 8996), so senders with current software deliver without encryption or not at all`,
      help: "switch on TLS 1.2 and 1.3 at the server",
    },
  ];
}

type Standard = "enforce" | "dane-ta" | "testing" | "dane-ee" | "none";

/** By which rule the certificate is judged, the strictest first. */
function standardOf({ chain }: Certificate, { policy, tlsa }: Demand): Standard {
  if (policy?.mode === "enforce") return "enforce";
  const matching = tlsa.filter((record) => matchesTlsa(record, chain));
  // its own certificate alone makes names, dates and issuers irrelevant (RFC 7672 §3.1.1)
  if (matching.some(({ usage }) => usage === 3)) return policy === undefined ? "dane-ee" : "testing";
  if (matching.length > 0) return "dane-ta";
  // what senders with DANE refuse is one fault
  if (tlsa.length > 0 && policy === undefined) return "dane-ee";
  return policy === undefined ? "none" : "testing";
}

const SEVERITIES = { enforce: "error", "dane-ta": "error", testing: "warning", none: "info" } as const;

function consequence(standard: Exclude<Standard, "dane-ee">, { domain }: Demand): string {
  const policy = `the MTA-STS policy of ${shownName(domain)}`;
  return {
    enforce: `so senders that follow ${policy} deliver nothing to it (RFC 8461 §4.1)`,
    "dane-ta": "so senders that use DANE deliver nothing to it (RFC 7672 §3.1.2)",
    testing: `which senders report, and once ${policy} is enforced they deliver nothing to it`,
    none: "but without MTA-STS or DANE senders do not check that, and encrypt all the same (RFC 7435)",
  }[standard];
}

function certificateFaults(certificate: Certificate, demand: Demand, now: number): readonly Fault[] {
  const { coversHost, names, distrust } = certificate;
  const standard = standardOf(certificate, demand);
  const faults = [...tlsaFaults(certificate, demand)];
  if (standard === "dane-ee") return faults;
  const follows = consequence(standard, demand);
  faults.push(...dateFaults(certificate, standard, follows, now));
  if (!coversHost) {
    const has =
      names.length === 0
        ? "no DNS name"
        : `the ${names.length === 1 ? "name" : "names"} ${listed(firstOf(names.map(shown), 4))}`;
    faults.push({
      code: "smtp-cert-name",
      severity: SEVERITIES[standard],
      what: `has a certificate with ${has} and not its own, ${follows}`,
      help: "get a certificate that has the MX host's name as a subject alternative name",
    });
  }
  // DANE has its own anchor of trust
  if (distrust !== undefined && standard !== "dane-ta") {
    faults.push({
      code: "smtp-cert-trust",
      severity: SEVERITIES[standard],
      what: `has a certificate that ${DISTRUSTS[distrust] ?? `is not trusted (${distrust})`}, ${follows}`,
      help: "get a certificate from a public certification authority, and have the server send the intermediate ones with it",
    });
  }
  return faults;
}

const shown = (name: string): string => (/^[a-z0-9.*_-]{1,80}$/i.test(name) ? name : quote(name));

/** OpenSSL's words for it. */
const DISTRUSTS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "leads to a root that is not trusted",
  UNABLE_TO_GET_ISSUER_CERT: "leads to an issuer that is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "leads to an issuer that is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "comes without that of its issuer, or from one that is not trusted",
  CERT_HAS_EXPIRED: "has an issuer whose own certificate has expired",
};

const DAY = 86_400_000;
/** Those who renew by themselves do it when a third of the time is left; 14 days leave time to act. */
const SOON = 14 * DAY;

function dateFaults(
  { notBefore, notAfter }: Certificate,
  standard: Exclude<Standard, "dane-ee">,
  follows: string,
  now: number,
): readonly Fault[] {
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  // even where nobody checks it, it was not meant
  const severity = standard === "none" ? "warning" : SEVERITIES[standard];
  const code = "smtp-cert-dates" as const;
  const help = "renew the certificate and have the server load it; see why that did not happen by itself";
  const left = notAfter.getTime() - now;
  if (left <= 0)
    return [{ code, severity, what: `has a certificate that expired on ${day(notAfter)}, ${follows}`, help }];
  if (notBefore.getTime() > now) {
    const what = `has a certificate that is valid only from ${day(notBefore)}, ${follows}`;
    return [{ code, severity, what, help: "have the server load the certificate that is valid now" }];
  }
  // one for six days, as Let's Encrypt has them, is new for longer
  if (left > Math.min(SOON, (notAfter.getTime() - notBefore.getTime()) / 4)) return [];
  const days = counted(Math.ceil(left / DAY), "day");
  const what = `has a certificate that expires on ${day(notAfter)}, in ${days}`;
  return [{ code, severity: "warning", what, help }];
}

function tlsaFaults({ chain }: Certificate, { tlsa, fresh }: Demand): Fault[] {
  if (tlsa.length === 0) return [];
  const matching = tlsa.filter((record) => matchesTlsa(record, chain));
  if (matching.length > 0) return tooEarly(matching.map((record) => fresh?.get(printTlsa(record))));
  return [
    {
      code: "smtp-tlsa",
      severity: "error",
      what: `has a certificate that ${tlsa.length === 1 ? "its TLSA record does" : `none of its ${tlsa.length} TLSA records does`} not match, so senders that use DANE deliver nothing to it, if its zone is signed (RFC 7672 §2.2)`,
      help: "publish the TLSA record of the certificate that the server has now, and keep the old one for its TTL; for a renewal publish the new one first",
    },
  ];
}

/** `untils`: of each record that the server matches, until when it is new. */
function tooEarly(untils: readonly (Date | undefined)[]): Fault[] {
  const [until, ...others] = untils.map((one) => one?.toISOString()).sort();
  if (until === undefined || others.includes(undefined)) return [];
  return [
    {
      code: "smtp-tlsa",
      severity: "warning",
      what: `has a key whose TLSA record is new: until ${shownTime(until)} senders may have the answer from before, and deliver nothing to it (RFC 7671 §8.1)`,
      help: `give the server the key from before until ${shownTime(until)}`,
    },
  ];
}

/** What the policy itself says of the host. */
export function policyFault({ host }: Pick<Probe, "host">, { domain, policy }: Demand): readonly Fault[] {
  if (policy === undefined || policy.mx.some((pattern) => stsCovers(pattern, withoutDot(host)))) return [];
  const isEnforced = policy.mode === "enforce";
  return [
    {
      code: "smtp-policy",
      severity: isEnforced ? "error" : "warning",
      what: `is not among the hosts of the MTA-STS policy of ${shownName(domain)}, so senders that follow it ${isEnforced ? "deliver nothing to it" : "report it, and once it is enforced deliver nothing to it"} (RFC 8461 §4.1)`,
      help: "add a line mx: with the host to the policy file, and change the id of the _mta-sts record",
    },
  ];
}

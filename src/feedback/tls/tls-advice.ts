/** What to do about connections that fail, and where in the specs. */
import type { Finding, Place } from "../../finding.ts";
import { shownName } from "../../words/record.ts";
import { counted } from "../../words/text.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ManagedDomain } from "../managed-domains.ts";
import type { TlsResult } from "./tls-report.ts";
import type { TlsDomainTally, TlsFailureTally } from "./tls-tally.ts";

/** What a kind of failure says of a mail server, and its fix. `host` and `domain` are as shown. */
const MEANINGS: Readonly<
  Record<TlsResult, { readonly fact: string; readonly fix: (host: string, domain: string) => string }>
> = {
  "starttls-not-supported": {
    fact: "does not offer STARTTLS",
    fix: (host) => `switch STARTTLS on at ${host}`,
  },
  "certificate-host-mismatch": {
    fact: "has a certificate for another name",
    fix: (host) => `give ${host} a certificate for its name`,
  },
  "certificate-expired": {
    fact: "has a certificate that has expired",
    fix: (host) => `renew the certificate of ${host}`,
  },
  "certificate-not-trusted": {
    fact: "has a certificate that senders do not trust",
    fix: (host) => `have ${host} send a certificate of a public authority with its intermediate certificates`,
  },
  "validation-failure": {
    fact: "fails in a way that the sender does not name",
    fix: (host) => `test ${host} with mailzone verify --smtp`,
  },
  "tlsa-invalid": {
    fact: "has a certificate that its TLSA records do not match",
    fix: (host) => `publish the TLSA record of the certificate that ${host} sends`,
  },
  "dnssec-invalid": {
    fact: "has DNSSEC signatures that do not verify",
    fix: (host) => `repair DNSSEC of the zone with ${host}; mailzone verify shows what is wrong`,
  },
  "dane-required": {
    fact: "has no usable TLSA records, which the sender requires",
    fix: (host) => `publish TLSA records at _25._tcp.${host}`,
  },
  "sts-policy-fetch-error": {
    fact: "has an MTA-STS policy that cannot be fetched",
    fix: (_, domain) => `serve https://mta-sts.${domain}/.well-known/mta-sts.txt`,
  },
  "sts-policy-invalid": {
    fact: "has an MTA-STS policy that is not valid",
    fix: (_, domain) => `correct https://mta-sts.${domain}/.well-known/mta-sts.txt`,
  },
  "sts-webpki-invalid": {
    fact: "has an MTA-STS policy on a web server whose certificate is not valid",
    fix: (_, domain) => `give mta-sts.${domain} a certificate of a public authority`,
  },
};

/** A warning for each way in which connections fail. */
export const tlsFailures = (tally: TlsDomainTally): readonly Finding[] =>
  tally.failures.filter(({ sessions }) => sessions > 0).map((failure) => failureFinding(failure, tally));

function failureFinding(failure: TlsFailureTally, { domain, managed }: TlsDomainTally): Finding {
  const { fact, fix } = MEANINGS[failure.result];
  const [name, host] = [shownName(domain), shownName(failure.host ?? domain)];
  const isOfPolicy = failure.result.startsWith("sts-");
  const sum = counted(failure.sessions, "connection");
  const effect = failure.isDelivered
    ? "senders deliver all the same, until the policy is enforced"
    : "senders do not deliver this mail";
  const place = managed && placeOf(failure, domain, managed);
  return {
    code: "feedback-tls",
    severity: "warning",
    message: `${sum} for ${name} failed (${failure.result}): ${isOfPolicy ? name : host} ${fact}; ${effect}`,
    help: fix(host, name),
    domain: withoutDot(domain),
    ...(place !== undefined && { place }),
  };
}

/** The record that the failure is about, in the order of what says most; else the domain. */
function placeOf(
  { result, host }: TlsFailureTally,
  domain: Name,
  { zone, domain: { spec } }: ManagedDomain,
): Place {
  if (result.startsWith("sts-"))
    return recordsAt(zone.owners, `_mta-sts.${domain}`, "TXT")[0]?.origin.place ?? spec.place;
  const tlsa = host === undefined ? [] : recordsAt(zone.owners, `_25._tcp.${host}`, "TLSA");
  const isDane = result === "tlsa-invalid" || result === "dane-required" || result === "dnssec-invalid";
  const mx = recordsAt(zone.owners, domain, "MX").filter(
    ({ data }) => data.type === "MX" && (host === undefined || data.exchange === host),
  );
  const [first] = isDane ? [...tlsa, ...mx] : mx;
  return first?.origin.place ?? spec.place;
}

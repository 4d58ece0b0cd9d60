/**
 * What keeps receivers from believing a mark certificate, VMC or CMC: its purpose, names, logo, dates, and the chain to an authority
 * that issues such certificates (draft-fetch-validation-vmc-wchuang-10 §3.3, §4, §5; RFC 5280 §6.1).
 */
import { X509Certificate } from "node:crypto";
import { createRequire } from "node:module";
import { firstOf, listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { absolute, type Name, withoutDot } from "../../zone/name.ts";
import { organizationalDomain } from "../../zone/public-suffix.ts";
import { namesOf } from "../smtp/certificate.ts";
import type { Fault } from "./logo-faults.ts";

/** id-kp-BrandIndicatorforMessageIdentification: the purpose of the certificate is a logo beside mail. */
const BRAND_INDICATOR = "1.3.6.1.5.5.7.3.31";

/** Certificates of a file that are read; a chain has three. */
const MOST_CERTIFICATES = 10;
/** Names that a message lists. */
const MOST_NAMED = 4;
/** A certificate is warned of so long before its end: a new one takes the authority weeks. */
const WARNED = 30 * 86_400_000;

export interface MarkCertificate {
  /** The certificate itself, not those of its issuers; absent if the file has none. */
  readonly certificate?: X509Certificate;
  /** Apart from those about its logo and the domains that use it. */
  readonly faults: readonly Fault[];
}

let known: readonly X509Certificate[] | undefined;

/** The roots of the authorities that issue mark certificates, which are not those of web servers. */
export function markRoots(): readonly X509Certificate[] {
  known ??= (createRequire(import.meta.url)("@postalsys/vmc/data/root-store.json") as readonly string[]).map(
    (pem) => new X509Certificate(pem),
  );
  return known;
}

const error = (says: string, help: string): Fault => ({ severity: "error", says, help });

/** Reads a file in PEM: the certificate, then those of its issuers. */
export function readMarkCertificate(
  text: string,
  { now, roots }: { readonly now: Date; readonly roots: readonly X509Certificate[] },
): MarkCertificate {
  const all = certificatesIn(text);
  if (all === undefined || all.length === 0) {
    const help =
      "serve the file that the authority gave you, in PEM: it begins with -----BEGIN CERTIFICATE-----";
    return { faults: [error("is not a file of certificates in PEM that can be read", help)] };
  }
  const own = all.find(({ ca }) => !ca);
  if (own === undefined) {
    const help = "put the mark certificate itself before those of its issuers";
    return { faults: [error("has only certificates of authorities", help)] };
  }
  return {
    certificate: own,
    faults: [...purposeFaults(own), ...dateFaults(own, now), ...chainFaults(own, all, now, roots)],
  };
}

/** Undefined if one of them cannot be read, or there are too many. */
function certificatesIn(text: string): readonly X509Certificate[] | undefined {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length > MOST_CERTIFICATES) return undefined;
  try {
    return blocks.map((pem) => new X509Certificate(pem));
  } catch {
    return undefined;
  }
}

function purposeFaults({ keyUsage }: X509Certificate): readonly Fault[] {
  // Node has the extended usages under this name
  if ((keyUsage as readonly string[] | undefined)?.includes(BRAND_INDICATOR)) return [];
  return [
    error(
      `is not for logos: it lacks the extended key usage ${BRAND_INDICATOR}`,
      "serve the mark certificate (VMC or CMC), not that of a web server",
    ),
  ];
}

function dateFaults({ validFrom, validTo }: X509Certificate, now: Date): readonly Fault[] {
  const [from, to] = [new Date(validFrom), new Date(validTo)];
  // what cannot be read is neither before nor after
  if (!(to >= now)) return [error(`expired on ${day(to)}`, "get a new one from the authority and serve it")];
  if (!(from <= now)) return [error(`is not valid before ${day(from)}`, "serve the earlier one until then")];
  if (to.getTime() - now.getTime() > WARNED) return [];
  return [
    {
      severity: "warning",
      says: `expires on ${day(to)}`,
      help: "order a new one now, since the authority takes time to examine the mark",
    },
  ];
}

const day = (date: Date): string =>
  Number.isNaN(date.getTime()) ? "a date that cannot be read" : date.toISOString().slice(0, 10);

function chainFaults(
  own: X509Certificate,
  all: readonly X509Certificate[],
  now: Date,
  roots: readonly X509Certificate[],
): readonly Fault[] {
  const chain = [own];
  for (;;) {
    const last = chain.at(-1) as X509Certificate;
    if (roots.some((root) => last.raw.equals(root.raw) || isIssuedBy(last, root))) break;
    const issuer = all.find((one) => !chain.includes(one) && one.ca && isIssuedBy(last, one));
    if (issuer === undefined) {
      const help =
        "serve the whole file that the authority gave you: the mark certificate, then those of its issuers; the authority must be one that issues mark certificates";
      const says = isIssuedBy(last, last)
        ? `leads to ${nameOf(last.subject)}, which is no known authority for mark certificates`
        : `lacks the certificate of its issuer ${nameOf(last.issuer)}, which is no known authority for mark certificates`;
      return [error(says, help)];
    }
    chain.push(issuer);
  }
  const invalid = chain
    .slice(1)
    .find(({ validFrom, validTo }) => !(new Date(validFrom) <= now && new Date(validTo) >= now));
  if (invalid !== undefined) {
    const [from, to] = [invalid.validFrom, invalid.validTo].map((text) => day(new Date(text)));
    const says = `has an issuer, ${nameOf(invalid.subject)}, whose certificate is valid only from ${from} to ${to}`;
    return [error(says, "get the present certificates of the issuers from the authority")];
  }
  // the root may end the file, though receivers have it
  const inOrder = all.every(
    (one, i) => one === chain[i] || (i === chain.length && roots.some(({ raw }) => one.raw.equals(raw))),
  );
  return inOrder
    ? []
    : [
        {
          severity: "warning",
          says: "has its certificates in another order, or others besides, which receivers may refuse",
          help: "put the mark certificate first, then the certificate that issued it, and so on, and nothing else",
        },
      ];
}

/** By name and by signature. */
function isIssuedBy(one: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return one.checkIssued(issuer) && one.verify(issuer.publicKey);
  } catch {
    // a kind of key that this machine's OpenSSL does not have
    return false;
  }
}

/** The common name, else the last part of the name. */
const nameOf = (distinguished: string): string => {
  const parts = distinguished.split("\n");
  const part = parts.find((one) => one.startsWith("CN=")) ?? parts.at(-1) ?? "";
  return JSON.stringify(part.slice(part.indexOf("=") + 1));
};

/** Whether receivers take a certificate for the logo of a domain under a selector (§5.2); undefined if they do. */
export function coverageFault(
  certificate: X509Certificate,
  selector: string,
  domain: Name,
): Fault | undefined {
  const names = namesOf(certificate).map((name) => name.toLowerCase());
  const organization = organizationalDomain(domain);
  const bare = withoutDot(domain);
  const isNamed = (name: string): boolean =>
    names.includes(name) || names.includes(`${selector}._bimi.${name}`);
  if (isNamed(bare) || isNamed(withoutDot(organization))) return undefined;
  const has = names.length === 0 ? "no names" : `only ${listed(firstOf(names, MOST_NAMED))}`;
  const help = `have the authority issue it for ${bare}, or point a= at one that it issued for the domain`;
  const isAkin = names.some(
    (name) => !name.includes("_bimi.") && organizationalDomain(absolute(name)) === organization,
  );
  // mailauth 4.13 takes any name of the organization
  return isAkin
    ? {
        severity: "warning",
        says: `is for ${listed(firstOf(names, MOST_NAMED))}, and not every receiver takes it for ${shownName(domain)}`,
        help,
      }
    : error(`is not for ${shownName(domain)}: it has ${has}`, help);
}

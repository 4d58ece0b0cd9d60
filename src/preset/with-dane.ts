/** Adds to a domain the TLSA records of the certificates that its spec has under `dane`. */
import { type Finding, type Place, quote } from "../finding.ts";
import type { CertificateFile } from "../mail/certificate-file.ts";
import { printTlsa, type TlsaFields } from "../mail/tlsa.ts";
import { associationOf, type ChainLink } from "../mail/tlsa-match.ts";
import type { Path } from "../source/path.ts";
import type { DaneHostInput } from "../spec/dane-schema.ts";
import type { Spec } from "../spec/spec.ts";
import { targetName } from "../zone/name.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import type { FoundCertificates } from "./certificate-files.ts";
import { type DaneCertificate, type DaneHost, daneOwner } from "./dane-hosts.ts";
import type { Domain } from "./domain.ts";
import type { Refusal } from "./domain-connect/find-file.ts";
import type { Library } from "./library.ts";

/** The domain with its hosts and their records, which are the same at every step of a migration. */
export function withDane(
  domain: Domain,
  library: Library,
): { readonly domain: Domain; readonly findings: readonly Finding[] } {
  const { spec, steps } = domain;
  if (spec.input.dane === undefined) return { domain, findings: [] };
  const read = Object.entries(spec.input.dane.hosts).map(([name, input]) =>
    hostOf(name, input, spec, library),
  );
  const dane = read.map(({ host }) => host);
  const records = dane.flatMap((host) => recordsOf(host, spec));
  const complete = (one: Domain): Domain => ({ ...one, records: [...one.records, ...records], dane });
  const whole = complete(domain);
  const findings = read.flatMap((one) => one.findings);
  if (steps === undefined) return { domain: whole, findings };
  const phase = spec.migration?.phase;
  const completed = new Map(
    [...steps].map(([step, one]) => [step, step === phase ? whole : complete(one)] as const),
  );
  return { domain: { ...whole, steps: completed }, findings };
}

type Form = Pick<TlsaFields, "usage" | "selector" | "matching">;

function hostOf(
  name: string,
  { certificates, usage = 3, selector = 1, matching = 1 }: DaneHostInput,
  spec: Spec,
  library: Library,
): { readonly host: DaneHost; readonly findings: readonly Finding[] } {
  const form = { usage, selector, matching };
  // by record: a renewed certificate often keeps the key
  const found = new Map<string, DaneCertificate>();
  const files = new Set<string>();
  const named = (file: string, place: Place): FoundCertificates => {
    const found = library.certificates(file, place);
    files.add(found.file);
    return found;
  };
  const findings: Finding[] = [];
  for (const [i, written] of certificates.entries()) {
    const path: Path = ["dane", "hosts", name, "certificates", i];
    const item = typeof written === "string" ? { file: written } : written;
    const key = "file" in item ? "file" : "sha256";
    const place = spec.source.place(item === written ? [...path, key] : path);
    const read =
      "sha256" in item ? digested(item.sha256, form) : ofFile(item.file, form, named(item.file, place));
    if ("message" in read) {
      findings.push({ code: "dane-certificate", severity: "error", ...read, place });
      continue;
    }
    const { since } = item;
    const record = printTlsa(read.data);
    if (!found.has(record))
      found.set(record, { ...read, ...(since !== undefined && { since }), path, place });
  }
  const host = targetName(name.trim(), spec.domain);
  return { host: { host, certificates: [...found.values()], files: [...files] }, findings };
}

const digested = (sha256: string, form: Form): Pick<DaneCertificate, "data"> | Refusal =>
  form.matching === 1 ? { data: { ...form, certificate: sha256.toLowerCase() } } : DIGEST_OF_OTHER_KIND;

function ofFile(
  written: string,
  form: Form,
  { file, found }: FoundCertificates,
): Pick<DaneCertificate, "data" | "file"> | Refusal {
  if ("message" in found) return found;
  const link = linkFor(form, found, written);
  return "message" in link ? link : { data: { ...form, certificate: associationOf(link, form) }, file };
}

const DIGEST_OF_OTHER_KIND: Refusal = {
  message: "the digest is SHA-256, but the records of this host have another matching type",
  help: "write matching: 1, or name a file with the certificate",
};

/** What a record of that form is about: with usage 3 the first of a chain, with usage 2 the first that may sign others. */
function linkFor(
  { usage, selector }: Form,
  { certificates, publicKeys }: CertificateFile,
  written: string,
): ChainLink | Refusal {
  const certificate = usage === 3 ? certificates[0] : certificates.find(({ isAuthority }) => isAuthority);
  if (certificate !== undefined) return certificate;
  const [publicKey] = publicKeys;
  if (certificates.length > 0) {
    return {
      message: `${quote(written)} has no certificate of an issuer, but usage 2 is about one`,
      help: "name the file of the issuer's certificate, or the whole chain; or write usage: 3",
    };
  }
  if (publicKey !== undefined && selector === 1) return { certificate: Buffer.alloc(0), publicKey };
  return {
    message: `${quote(written)} holds a public key, but selector 0 is about the whole certificate`,
    help: "name a file with the certificate, or write selector: 1",
  };
}

const recordsOf = ({ host, certificates }: DaneHost, spec: Spec): ZoneRecord[] =>
  certificates.map(({ data, place, path }) => ({
    name: daneOwner(host),
    ttl: spec.ttl,
    data: { type: "TLSA", ...data },
    origin: { place, path },
  }));

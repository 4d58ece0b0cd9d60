/** How far the keys of a mail host are: which records every name server answers, which of them the server matches, and what comes next. */
import { isoTime } from "../../mail/dkim-state.ts";
import { printTlsa } from "../../mail/tlsa.ts";
import { newUntil, TTLS, usableFrom } from "../../mail/tlsa-life.ts";
import { matchesTlsa } from "../../mail/tlsa-match.ts";
import { type DaneCertificate, type DaneHost, daneOwner } from "../../preset/dane-hosts.ts";
import type { Domain } from "../../preset/domain.ts";
import { listed } from "../../words/list.ts";
import { ownCommand } from "../../words/own-command.ts";
import { shownTime } from "../../words/time.ts";
import type { Name } from "../../zone/name.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { KeyedIn, ServerKey } from "../dkim/keys-at.ts";
import { type Heard, shownServer } from "../verify/verdict.ts";
import type { Presented } from "./presented.ts";

export interface CertificateStatus {
  readonly certificate: DaneCertificate;
  /** Empty if DNS was not asked. */
  readonly servers: readonly ServerKey[];
  /** Addresses of the host at which the server matches the record; undefined if the host was not asked. */
  readonly presentedAt: readonly string[] | undefined;
  /** When the server may have it, ISO 8601 in UTC; absent without `since`. */
  readonly notBefore?: string;
  /** Until when senders may have the host's older records alone; absent if they have this one. */
  readonly newUntil?: Date;
}

export interface HostStatus {
  readonly domain: Domain;
  readonly host: Name;
  readonly certificates: readonly CertificateStatus[];
  /** One sentence in the imperative, without a full stop; absent where there is nothing to do. */
  readonly next?: string;
}

export interface KnownOfHosts {
  /** By owner name; undefined if DNS could not be asked. */
  readonly heard: ReadonlyMap<Name, readonly Heard[]> | undefined;
  /** By host; undefined if the hosts were not asked. */
  readonly presented: ReadonlyMap<Name, readonly Presented[]> | undefined;
  readonly now: Date;
  /** The command that applies a stack's specs. */
  readonly apply: (stack: string | undefined) => string;
}

/** The hosts under `dane`, in the order of the spec. */
export const hostStatuses = ({ domain, zone }: KeyedIn, known: KnownOfHosts): readonly HostStatus[] =>
  (domain.dane ?? []).map((host): HostStatus => {
    const owner = daneOwner(host.host);
    const ttl = recordsAt(zone.owners, owner, "TLSA")[0]?.ttl ?? domain.spec.ttl;
    const presented = known.presented?.get(host.host);
    const all = host.certificates.map(({ since }) => since);
    const certificates = host.certificates.map((certificate): CertificateStatus => {
      const { data, since } = certificate;
      const until = newUntil(since, all, { ttl, now: known.now });
      return {
        certificate,
        servers: (known.heard?.get(owner) ?? []).map((one) => answerOf(one, printTlsa(data))),
        presentedAt: presented?.flatMap((one) =>
          "chain" in one && matchesTlsa(data, one.chain) ? [one.address] : [],
        ),
        ...(since !== undefined && { notBefore: isoTime(usableFrom(since, ttl)) }),
        ...(until !== undefined && { newUntil: until }),
      };
    });
    const next = nextStep(domain, host, certificates, presented, known);
    return { domain, host: host.host, certificates, ...(next !== undefined && { next }) };
  });

const answerOf = (heard: Heard, record: string): ServerKey => {
  const { answered } = heard;
  const isThere = answered?.includes(record);
  const key =
    answered === undefined ? "unanswered" : isThere ? "wanted" : answered.length > 0 ? "other" : "none";
  return { server: shownServer(heard), key };
};

function nextStep(
  { spec }: Domain,
  { host }: DaneHost,
  certificates: readonly CertificateStatus[],
  presented: readonly Presented[] | undefined,
  { now, apply }: KnownOfHosts,
): string | undefined {
  const [behind] = certificates
    .map((one) => ({ one, late: one.servers.filter(({ key }) => key !== "wanted").length }))
    .filter(({ late }) => late > 0)
    .sort((x, y) => y.late - x.late);
  if (behind !== undefined) {
    const { one, late } = behind;
    return `apply the spec: ${apply(spec.stack)}; ${late} of ${one.servers.length} servers do not answer the record of ${called(one)}`;
  }
  if (certificates.some(({ servers }) => servers.length === 0))
    return "ask DNS: it is unknown whether every server answers the records";
  if (presented === undefined)
    return certificates.length > 1
      ? `run ${ownCommand("status --smtp")}, which asks the host which key it has`
      : undefined;
  if (presented.length === 0) return "see why the host has no address in DNS";
  const silent = presented.find((one) => "why" in one);
  if (silent !== undefined && "why" in silent)
    return `see why ${silent.address} ${silent.why}: it is unknown which key it has`;
  const matched = new Set(certificates.flatMap(({ presentedAt = [] }) => presentedAt));
  const strange = presented.filter(({ address }) => !matched.has(address));
  if (strange.length > 0) {
    const pin = ownCommand(`dane pin ${spec.domain.replace(/\.$/, "")}`);
    return `give ${listed(strange.map(({ address }) => address))} the certificate of a record, or run ${pin}: senders with DANE deliver nothing to a key that no record has (RFC 7672 §2.2)`;
  }
  return backToOld(presented, certificates) ?? afterUse(host, certificates, now, apply(spec.stack));
}

/** Where the server got its new key too early. */
function backToOld(
  presented: readonly Presented[],
  certificates: readonly CertificateStatus[],
): string | undefined {
  const early = presented.flatMap(({ address }) => {
    const matched = certificates.filter(({ presentedAt = [] }) => presentedAt.includes(address));
    const until = matched.map((one) => one.newUntil?.getTime() ?? 0);
    return until.includes(0) ? [] : [{ address, until: Math.min(...until) }];
  });
  const old = certificates.find((one) => one.newUntil === undefined);
  if (early.length === 0 || old === undefined) return undefined;
  const last = new Date(Math.max(...early.map(({ until }) => until)));
  return `give ${listed(early.map(({ address }) => address))} the certificate of ${called(old)} again until ${shownTime(isoTime(last))}: senders that have the answer from before deliver nothing to the new key (RFC 7671 §8.1)`;
}

/** Every address matches a record. In the order of the spec, those before the ones in use are old, those after them next. */
function afterUse(
  host: Name,
  certificates: readonly CertificateStatus[],
  now: Date,
  apply: string,
): string | undefined {
  const isUsed = ({ presentedAt = [] }: CertificateStatus): boolean => presentedAt.length > 0;
  const first = certificates.findIndex(isUsed);
  const last = certificates.findLastIndex(isUsed);
  const [next] = certificates.slice(last + 1);
  if (next !== undefined) {
    const { notBefore } = next;
    const give = `give ${host.replace(/\.$/, "")} the certificate of ${called(next)}`;
    if (notBefore === undefined)
      return `${give} when its record has been published for ${TTLS} TTLs (RFC 7671 §8.1); with since: in the spec, status says when`;
    return now < new Date(notBefore) ? `wait until ${shownTime(notBefore)}, then ${give}` : give;
  }
  const [old] = certificates.slice(0, Math.max(first, 0));
  if (old === undefined) return undefined;
  // whoever kept the answer of before the new record has the old one alone
  const kept =
    certificates
      .slice(first)
      .map(({ notBefore = "" }) => notBefore)
      .sort()
      .at(-1) ?? "";
  const remove = `delete ${called(old)} from the certificates of ${host.replace(/\.$/, "")}, then ${apply}`;
  return kept !== "" && now < new Date(kept) ? `wait until ${shownTime(kept)}, then ${remove}` : remove;
}

/** As people know it: its file, or the beginning of its digest. */
export const called = ({ certificate: { file, data } }: CertificateStatus): string =>
  file ?? `${data.certificate.slice(0, 16)}...`;

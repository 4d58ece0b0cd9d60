/** Adds up what aggregate reports say, by domain and by who sent. */
import { DMARC_POLICIES, type DmarcPolicy } from "../../mail/dmarc.ts";
import { appliedOf } from "../../mail/governing-policy.ts";
import type { Name } from "../../zone/name.ts";
import type { ManagedDomain, ManagedDomains } from "../managed-domains.ts";
import type { AggregateReport, PublishedPolicy, ReportRow } from "./aggregate-report.ts";
import { aligns, policyOf, verdictOn } from "./alignment.ts";
import type { KnownSenders } from "./known-senders.ts";
import type { Source } from "./source.ts";

/** Messages by something, such as the domain that signed them. */
export type Counts = ReadonlyMap<string, number>;

/** Messages of one domain from one source. All figures are numbers of messages. */
export interface SourceTally {
  readonly source: Source;
  readonly messages: number;
  /** Passed DMARC: DKIM, SPF or both pass and align. */
  readonly passing: number;
  readonly dkim: number;
  readonly spf: number;
  /** Failed, and were delivered by an exception of the receiver although the policy asked for more. */
  readonly spared: number;
  /** Failed without such an exception: what a policy of quarantine or reject loses. */
  readonly lost: number;
  readonly addresses: Counts;
  /** Of the failed messages: what signed them, as `SELECTOR._domainkey.DOMAIN`, aligned but not passing. */
  readonly brokenKeys: Counts;
  /** Of the failed messages: domains whose DKIM or SPF passes, but does not align. */
  readonly foreignDkim: Counts;
  readonly foreignSpf: Counts;
}

export interface DomainTally {
  /** A mail domain of the specs, else the domain whose policy was found. */
  readonly domain: Name;
  readonly managed: ManagedDomain | undefined;
  /** As receivers applied it by the report that ends last; undefined if none says it. */
  readonly reportedPolicy: DmarcPolicy | undefined;
  readonly reports: number;
  /** Organizations that reported. */
  readonly receivers: ReadonlySet<string>;
  /** Seconds since 1970; undefined if no report has dates. */
  readonly begin: number | undefined;
  readonly end: number | undefined;
  /** Most messages first. */
  readonly sources: readonly SourceTally[];
}

/** Reasons for which a receiver delivers mail that fails, and will do so again (RFC 9990 §3.1.6, RFC 7489 §6.6.2 step 6 and appendix C). */
const EXCEPTIONS: ReadonlySet<string> = new Set([
  "forwarded",
  "trusted_forwarder",
  "mailing_list",
  "local_policy",
]);

type Open<T> = { -readonly [K in keyof T]: T[K] extends Counts ? Map<string, number> : T[K] };

interface OpenDomain extends Omit<Open<DomainTally>, "sources" | "receivers"> {
  readonly receivers: Set<string>;
  readonly sources: Map<string, Open<SourceTally>>;
}

export class Tally {
  readonly #domains = new Map<Name, OpenDomain>();
  readonly #managed: ManagedDomains;
  readonly #known: KnownSenders;

  constructor(managed: ManagedDomains, known: KnownSenders) {
    this.#managed = managed;
    this.#known = known;
  }

  add(report: AggregateReport): void {
    const touched = new Set<OpenDomain>();
    for (const row of report.rows) {
      const policy = policyOf(report.policies, row.from);
      const managed = this.#managed.at(row.from);
      const domain = this.#domain(managed?.domain.spec.domain ?? policy?.domain ?? row.from, managed);
      if (!touched.has(domain)) {
        touched.add(domain);
        this.#addReport(domain, report, policy);
      }
      this.#addRow(domain, row, policy);
    }
  }

  /** Most messages first, domains by name. */
  finish(): readonly DomainTally[] {
    return [...this.#domains.values()]
      .map((domain) => ({
        ...domain,
        sources: [...domain.sources.values()].sort(
          (a, b) => b.messages - a.messages || (a.source.name < b.source.name ? -1 : 1),
        ),
      }))
      .sort((a, b) => (a.domain < b.domain ? -1 : 1));
  }

  #domain(name: Name, managed: ManagedDomain | undefined): OpenDomain {
    const known = this.#domains.get(name);
    if (known !== undefined) return known;
    const made: OpenDomain = {
      domain: name,
      managed,
      reportedPolicy: undefined,
      reports: 0,
      receivers: new Set(),
      begin: undefined,
      end: undefined,
      sources: new Map(),
    };
    this.#domains.set(name, made);
    return made;
  }

  #addReport(
    domain: OpenDomain,
    { organization, begin, end }: AggregateReport,
    policy: PublishedPolicy | undefined,
  ): void {
    domain.reports += 1;
    domain.receivers.add(organization);
    if (begin !== undefined) domain.begin = Math.min(begin, domain.begin ?? begin);
    const isLatest = domain.end === undefined || (end !== undefined && end >= domain.end);
    if (isLatest && policy?.policy !== undefined)
      domain.reportedPolicy = DMARC_POLICIES[appliedOf(DMARC_POLICIES.indexOf(policy.policy), policy.isTest)];
    if (end !== undefined && isLatest) domain.end = end;
  }

  #addRow(domain: OpenDomain, row: ReportRow, policy: PublishedPolicy | undefined): void {
    const { count } = row;
    const source = this.#known.sourceOf(row, domain.managed);
    const key = `${source.kind} ${source.name}`;
    let tally = domain.sources.get(key);
    if (tally === undefined) {
      tally = emptyTally(source);
      domain.sources.set(key, tally);
    }
    const { dkim, spf } = verdictOn(row, policy);
    tally.messages += count;
    if (dkim) tally.dkim += count;
    if (spf) tally.spf += count;
    raise(tally.addresses, row.address, count);
    if (dkim || spf) {
      tally.passing += count;
      return;
    }
    if (isSpared(row, policy)) tally.spared += count;
    else tally.lost += count;
    explain(tally, row, policy);
  }
}

const emptyTally = (source: Source): Open<SourceTally> => ({
  source,
  messages: 0,
  passing: 0,
  dkim: 0,
  spf: 0,
  spared: 0,
  lost: 0,
  addresses: new Map(),
  brokenKeys: new Map(),
  foreignDkim: new Map(),
  foreignSpf: new Map(),
});

/** Under p=none nothing shows what the receiver would do. */
const isSpared = ({ disposition, reasons }: ReportRow, policy: PublishedPolicy | undefined): boolean =>
  (policy?.policy === "quarantine" || policy?.policy === "reject") &&
  (disposition === "none" || disposition === "pass") &&
  reasons.some((reason) => EXCEPTIONS.has(reason));

/** Why the messages of a row fail. */
function explain(
  tally: Open<SourceTally>,
  { count, from, dkimResults, spfResults }: ReportRow,
  policy: PublishedPolicy | undefined,
): void {
  for (const { domain, selector, result } of dkimResults) {
    if (aligns(domain, from, policy?.isStrictDkim ?? false)) {
      if (result !== "pass" && result !== "none" && selector !== undefined)
        raise(tally.brokenKeys, `${selector}._domainkey.${domain}`, count);
    } else if (result === "pass") raise(tally.foreignDkim, domain, count);
  }
  for (const { domain, result } of spfResults) {
    if (result === "pass" && !aligns(domain, from, policy?.isStrictSpf ?? false))
      raise(tally.foreignSpf, domain, count);
  }
}

const raise = (counts: Map<string, number>, key: string, by: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

/** The largest first. */
export const byCount = (counts: Counts): readonly string[] =>
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([key]) => key);

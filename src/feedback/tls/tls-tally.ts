/** Adds up what TLS reports say, by domain and by what went wrong. */
import type { Name } from "../../zone/name.ts";
import type { ManagedDomain, ManagedDomains } from "../managed-domains.ts";
import type { TlsPolicyType, TlsReport, TlsResult } from "./tls-report.ts";

/** Connections that failed alike. */
export interface TlsFailureTally {
  readonly result: TlsResult;
  /** The MX host; undefined if reports name none. */
  readonly host: Name | undefined;
  readonly policy: TlsPolicyType;
  /** Whether senders deliver all the same: MTA-STS in testing, and without a policy. */
  readonly isDelivered: boolean;
  readonly sessions: number;
  /** Addresses of the mail server. */
  readonly addresses: ReadonlySet<string>;
}

export interface TlsDomainTally {
  /** The domain whose policy it is. */
  readonly domain: Name;
  readonly managed: ManagedDomain | undefined;
  readonly reports: number;
  readonly receivers: ReadonlySet<string>;
  /** Seconds since 1970; undefined if no report has dates. */
  readonly begin: number | undefined;
  readonly end: number | undefined;
  /** Numbers of connections. */
  readonly successful: number;
  readonly failed: number;
  /** Most connections first. */
  readonly failures: readonly TlsFailureTally[];
}

type OpenFailure = Omit<TlsFailureTally, "sessions" | "addresses"> & {
  sessions: number;
  readonly addresses: Set<string>;
};

type OpenDomain = Omit<
  { -readonly [K in keyof TlsDomainTally]: TlsDomainTally[K] },
  "failures" | "receivers"
> & {
  readonly receivers: Set<string>;
  readonly failures: Map<string, OpenFailure>;
};

export class TlsTally {
  readonly #domains = new Map<Name, OpenDomain>();
  readonly #managed: ManagedDomains;

  constructor(managed: ManagedDomains) {
    this.#managed = managed;
  }

  add({ organization, begin, end, policies }: TlsReport): void {
    const touched = new Set<OpenDomain>();
    for (const policy of policies) {
      const domain = this.#domain(policy.domain);
      if (!touched.has(domain)) {
        touched.add(domain);
        domain.reports += 1;
        domain.receivers.add(organization);
        if (begin !== undefined) domain.begin = Math.min(begin, domain.begin ?? begin);
        if (end !== undefined) domain.end = Math.max(end, domain.end ?? end);
      }
      domain.successful += policy.successful;
      domain.failed += policy.failed;
      const isDelivered = policy.isTesting || policy.type === "no-policy-found";
      for (const { result, host, address, sessions } of policy.failures) {
        const key = JSON.stringify([result, host ?? null, policy.type, isDelivered]);
        const known = domain.failures.get(key);
        const failure = known ?? {
          result,
          host,
          policy: policy.type,
          isDelivered,
          sessions: 0,
          addresses: new Set(),
        };
        if (known === undefined) domain.failures.set(key, failure);
        failure.sessions += sessions;
        if (address !== undefined) failure.addresses.add(address);
      }
    }
  }

  /** By name. */
  finish(): readonly TlsDomainTally[] {
    return [...this.#domains.values()]
      .map((domain) => ({
        ...domain,
        failures: [...domain.failures.values()].sort(
          (a, b) => b.sessions - a.sessions || (a.result < b.result ? -1 : 1),
        ),
      }))
      .sort((a, b) => (a.domain < b.domain ? -1 : 1));
  }

  #domain(name: Name): OpenDomain {
    const known = this.#domains.get(name);
    if (known !== undefined) return known;
    const made: OpenDomain = {
      domain: name,
      managed: this.#managed.at(name),
      reports: 0,
      receivers: new Set(),
      begin: undefined,
      end: undefined,
      successful: 0,
      failed: 0,
      failures: new Map(),
    };
    this.#domains.set(name, made);
    return made;
  }
}

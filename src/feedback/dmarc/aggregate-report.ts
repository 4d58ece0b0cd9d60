/** A DMARC aggregate report: what one receiver saw of mail of one domain (RFC 9990 §3, RFC 7489 appendix C). */
import type { DmarcPolicy } from "../../mail/dmarc.ts";
import type { Name } from "../../zone/name.ts";

export interface AggregateReport {
  /** Who reports, as it calls itself. */
  readonly organization: string;
  /** Undefined for a report without one. */
  readonly id: string | undefined;
  /** Seconds since 1970; undefined for a report without dates. */
  readonly begin: number | undefined;
  readonly end: number | undefined;
  /** One, though some senders have several in a report. */
  readonly policies: readonly PublishedPolicy[];
  readonly rows: readonly ReportRow[];
  /** Rows that lack what every row must have. */
  readonly faultyRows: number;
}

/** The policy that the receiver found. */
export interface PublishedPolicy {
  readonly domain: Name;
  readonly policy: DmarcPolicy | undefined;
  /** `t=y`: receivers apply one step less (RFC 9989 §4.7). */
  readonly isTest: boolean;
  readonly isStrictDkim: boolean;
  readonly isStrictSpf: boolean;
}

/** What the receiver found of an authentication, in lower case: `pass`, `fail`, `none`, `softfail` and others. */
export interface AuthResult {
  readonly domain: Name;
  /** Of DKIM only, and of SPF undefined. */
  readonly selector: string | undefined;
  readonly result: string;
}

/** So many messages that were alike. */
export interface ReportRow {
  /** The address that sent them, as IPv4, or IPv6 in its shortest form (RFC 5952). */
  readonly address: string;
  readonly count: number;
  /** The domain of the From header. */
  readonly from: Name;
  /** What was done with them: `none`, `pass`, `quarantine`, `reject`. */
  readonly disposition: string;
  /** Whether each passes and aligns, as the receiver says; undefined if it says nothing. */
  readonly dkim: boolean | undefined;
  readonly spf: boolean | undefined;
  /** Why the receiver did not do what the policy asks, such as `forwarded`. */
  readonly reasons: readonly string[];
  readonly dkimResults: readonly AuthResult[];
  readonly spfResults: readonly AuthResult[];
}

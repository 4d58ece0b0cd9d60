/** A report about TLS of connections to a domain's mail servers (RFC 8460 §4). */
import type { Name } from "../../zone/name.ts";

/** What went wrong (RFC 8460 §4.3); senders may have others, which count as `validation-failure`. */
export const TLS_RESULTS = [
  "starttls-not-supported",
  "certificate-host-mismatch",
  "certificate-expired",
  "certificate-not-trusted",
  "validation-failure",
  "tlsa-invalid",
  "dnssec-invalid",
  "dane-required",
  "sts-policy-fetch-error",
  "sts-policy-invalid",
  "sts-webpki-invalid",
] as const;
export type TlsResult = (typeof TLS_RESULTS)[number];

export const TLS_POLICIES = ["sts", "tlsa", "no-policy-found"] as const;
export type TlsPolicyType = (typeof TLS_POLICIES)[number];

export interface TlsReport {
  readonly organization: string;
  readonly id: string | undefined;
  /** Seconds since 1970. */
  readonly begin: number | undefined;
  readonly end: number | undefined;
  readonly policies: readonly TlsPolicy[];
}

/** What was seen under one policy of one domain. */
export interface TlsPolicy {
  readonly domain: Name;
  readonly type: TlsPolicyType;
  /** Of MTA-STS: whether senders still delivered what failed. */
  readonly isTesting: boolean;
  readonly successful: number;
  readonly failed: number;
  readonly failures: readonly TlsFailure[];
}

export interface TlsFailure {
  readonly result: TlsResult;
  /** The MX host; undefined for a failure before one was chosen. */
  readonly host: Name | undefined;
  /** The mail server's address. */
  readonly address: string | undefined;
  readonly sessions: number;
}

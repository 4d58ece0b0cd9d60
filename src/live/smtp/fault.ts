/** The form of what is wrong with one address of a mail server, before its host and its domains are known. */
import type { Code, Severity } from "../../finding.ts";
import type { StsPolicy } from "../../mail/mta-sts.ts";
import type { TlsaFields } from "../../mail/tlsa.ts";
import type { Name } from "../../zone/name.ts";

export interface Fault {
  readonly code: Code;
  readonly severity: Severity;
  /** Follows the host's name: what it does, and what follows. */
  readonly what: string;
  readonly help: string;
}

/** What a mail domain asks of a host. */
export interface Demand {
  readonly domain: Name;
  /** The MTA-STS policy, unless its mode is none. */
  readonly policy?: StsPolicy;
  /** TLSA records of the host that senders of mail can use. */
  readonly tlsa: readonly TlsaFields[];
  /** Those that not every sender knows yet, by record: until when. */
  readonly fresh?: ReadonlyMap<string, Date> | undefined;
  /** Whether another MX host of the domain, or another address of this one, takes mail. */
  readonly hasOther: boolean;
}

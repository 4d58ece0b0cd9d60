/** The MTA-STS policy that a spec has under `mtaSts`, and where senders look for it. */
import type { StsMode } from "../mail/mta-sts.ts";
import type { StsHost } from "../spec/mta-sts-schema.ts";
import { type Name, targetName, withoutDot } from "../zone/name.ts";

export interface OwnStsPolicy {
  readonly mode: StsMode;
  /** Seconds. */
  readonly maxAge: number;
  /** Host names and `*.` patterns without final dots, in canonical order. */
  readonly mx: readonly string[];
  /** Whether `mx` is made from the records of the domain. */
  readonly isAuto: boolean;
  readonly host: StsHost;
  /** The file, ended by LF (RFC 8461 §3.2). */
  readonly text: string;
  readonly id: string;
}

/** The name at which a domain's policy is served (§3.3). */
export const stsHostOf = (domain: Name): Name => `mta-sts.${domain}`;

/** The path at which it is served. */
export const STS_PATH = "/.well-known/mta-sts.txt";

/** Where senders fetch it. */
export const stsUrlOf = (domain: Name): string => `https://${withoutDot(stsHostOf(domain))}${STS_PATH}`;

/** A pattern as policies have it, from what a spec lists: relative to the mail domain without a dot, without a final dot. */
export const stsPattern = (written: string, domain: Name): string =>
  withoutDot(targetName(written.trim(), domain));

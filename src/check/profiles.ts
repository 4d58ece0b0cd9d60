/** Profiles: how severe findings of checks are for a domain, and how old its DKIM keys may be. A profile changes nothing else. */
import type { Finding, Severity } from "../finding.ts";
import type { ProfileId } from "../spec/schema.ts";

interface Profile {
  /** Its purpose, as one line of documentation. */
  readonly note: string;
  /** What a severity becomes unless `codes` says otherwise. */
  readonly severities?: Partial<Record<Severity, Severity>>;
  /** By check id. */
  readonly codes?: Readonly<Record<string, Severity>>;
  /** How old a DKIM key may be that servers sign with, in days. */
  readonly keyDays?: number;
}

/** Practice; M3AAWG's DKIM Key Rotation Best Common Practices (March 2019) asks for six months at most. */
const KEY_DAYS = 365;
const SIX_MONTHS = 183;

const PROFILES: Record<ProfileId, Profile> = {
  baseline: {
    note: "only what loses mail or is rejected counts; warnings become infos",
    severities: { warning: "info" },
    keyDays: 2 * KEY_DAYS,
  },
  recommended: { note: "the default; every check has its own severity" },
  strict: { note: "warnings are errors", severities: { warning: "error" }, keyDays: SIX_MONTHS },
  // what Google (February 2024), Yahoo (February 2024) and Microsoft (5 May 2025) require from senders of more than
  // 5,000 messages a day: SPF, DKIM of 1024 bits or more, and DMARC of at least p=none
  "bulk-sender": {
    note: "errors for what Google, Yahoo and Microsoft require from bulk senders: SPF, DKIM and DMARC on every sending domain",
    keyDays: SIX_MONTHS,
    codes: {
      "dkim-present": "error",
      "dkim-rsa-size": "error",
      "dmarc-alignable": "error",
      "dmarc-present": "error",
      "mode-mail": "error",
      "mode-send-only": "error",
      "spf-all-present": "error",
    },
  },
};

export function withProfile<F extends Finding>(finding: F, profile: ProfileId): F {
  const { codes = {}, severities = {} } = PROFILES[profile];
  const severity = codes[finding.code] ?? severities[finding.severity] ?? finding.severity;
  return severity === finding.severity ? finding : { ...finding, severity };
}

/** How old a DKIM key may be under a profile, in days. */
export const maxKeyDays = (profile: ProfileId): number => PROFILES[profile].keyDays ?? KEY_DAYS;

const RANK: readonly Severity[] = ["info", "warning", "error"];

/** The most severe of the same finding under several profiles; undefined for none. */
export const strictest = <F extends Finding>(findings: readonly F[]): F | undefined =>
  findings.toSorted((a, b) => RANK.indexOf(b.severity) - RANK.indexOf(a.severity))[0];

/** The purpose of each profile. */
export const PROFILE_NOTES: Readonly<Record<ProfileId, string>> = Object.fromEntries(
  Object.entries(PROFILES).map(([id, { note }]) => [id, note]),
) as Record<ProfileId, string>;

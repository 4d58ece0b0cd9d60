/** Profiles: how severe the findings of checks are for a domain. Data; a profile changes nothing else. */
import type { Finding, Severity } from "../diagnostic.ts";
import type { ProfileId } from "../spec/schema.ts";

interface Profile {
  /** What a severity becomes unless `codes` says otherwise. */
  readonly severities?: Partial<Record<Severity, Severity>>;
  /** By check id. */
  readonly codes?: Readonly<Record<string, Severity>>;
}

const PROFILES: Record<ProfileId, Profile> = {
  // what loses mail or is refused, and nothing else, stops or troubles anyone
  baseline: { severities: { warning: "info" } },
  recommended: {},
  strict: { severities: { warning: "error" } },
  // what Google (February 2024), Yahoo (February 2024) and Microsoft (5 May 2025) demand of senders of more than
  // 5,000 messages a day: SPF, DKIM of 1024 bits or more, and DMARC of at least p=none
  "bulk-sender": {
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

export function withProfile(finding: Finding, profile: ProfileId): Finding {
  const { codes = {}, severities = {} } = PROFILES[profile];
  const severity = codes[finding.code] ?? severities[finding.severity] ?? finding.severity;
  return severity === finding.severity ? finding : { ...finding, severity };
}

/** Names of groups that many presets have, so that specs switch them by the same word everywhere. */
import { distance } from "fastest-levenshtein";

export const WELL_KNOWN_GROUPS = [
  "mx",
  "mx-wildcard",
  "spf",
  "dkim",
  "dmarc",
  "verification",
  "return-path",
  "mail-from",
  "inbound",
  "tracking",
  "client",
  "autoconfig",
  "host",
  "mta-sts",
  "tls-rpt",
  "caa",
] as const;

/** What a mailbox provider's preset offers a domain that only sends through it. */
export const SENDING_GROUPS: ReadonlySet<string> = new Set([
  "spf",
  "dkim",
  "dmarc",
  "verification",
  "return-path",
  "mail-from",
] satisfies (typeof WELL_KNOWN_GROUPS)[number][]);

/** The well-known group that a name is most likely a slip for; undefined for any other name. */
export function groupMeant(group: string): string | undefined {
  if (WELL_KNOWN_GROUPS.includes(group as never)) return undefined;
  const slips = group.length > 4 ? 2 : 1;
  return WELL_KNOWN_GROUPS.find((known) => distance(group.toLowerCase(), known) <= slips);
}

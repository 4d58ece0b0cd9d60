/** `--only DOMAIN` for reports. */
import type { ManagedDomains } from "../../feedback/managed-domains.ts";
import { quote } from "../../finding.ts";
import { listed } from "../../words/list.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import { onlyDomains } from "../only.ts";
import { CannotRun } from "../print.ts";

interface OnlyReported<T> {
  readonly tallies: readonly T[];
  /** Mail domains of the specs without a report. */
  readonly unreported: readonly Name[];
}

/** What is about the domains, or about all for none. @throws CannotRun if no report is about one */
export function onlyReported<T extends { readonly domain: Name }>(
  tallies: readonly T[],
  managed: ManagedDomains,
  only: readonly string[],
): OnlyReported<T> {
  const reported = new Set(tallies.map(({ domain }) => domain));
  if (only.length === 0) return { tallies, unreported: managed.without(reported) };
  const wanted = onlyDomains(only);
  const missing = only.filter((_, i) => !reported.has(`${wanted[i]}.`));
  if (missing.length > 0) throw new CannotRun(`no report is about ${listed(missing.map(quote))}`);
  return { tallies: tallies.filter(({ domain }) => wanted.includes(withoutDot(domain))), unreported: [] };
}

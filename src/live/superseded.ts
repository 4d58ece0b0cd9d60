/** What a check concludes from records alone, and DNS itself has just answered: of the two findings one is enough. */
import type { Code, Finding } from "../finding.ts";

/** By check, the code that tells the same of the same record, with what DNS has. */
const TOLD_BY: Readonly<Partial<Record<Code, Code>>> = {
  "mx-has-address": "dns-mx-host",
  "mx-not-cname": "dns-mx-host",
  "mx-public-addr": "dns-mx-host",
  "mx-target-unmanaged": "dns-mx-host",
  "spf-host-terms": "dns-spf",
  "spf-include-none": "dns-spf",
  "spf-loop": "dns-spf",
  "spf-void-static": "dns-spf",
  "cname-apex": "dns-undelegated",
};

/** Those that count from a snapshot what the look-ups have counted now. */
const MEASURED: ReadonlySet<Code> = new Set<Code>(["spf-lookups-static"]);

/** The findings of the checks that are still worth telling beside those of the look-ups. */
export function unlessTold(checks: readonly Finding[], live: readonly Finding[]): readonly Finding[] {
  const told = new Set(live.map(({ code, owner, place }) => `${code} ${owner} ${place?.line}`));
  const codes = new Set(live.map(({ code }) => code));
  return checks.filter(({ code, owner, place }) => {
    if (MEASURED.has(code)) return false;
    const by = TOLD_BY[code];
    if (by === undefined) return true;
    return by === "dns-undelegated" ? !codes.has(by) : !told.has(`${by} ${owner} ${place?.line}`);
  });
}

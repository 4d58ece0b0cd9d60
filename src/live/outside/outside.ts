/** What the records of specs lead to outside of them: hosts, keys, SPF records and consent that somebody else publishes. */
import type { Finding } from "../../finding.ts";
import type { Zone } from "../../plan/zone.ts";
import { firstOf, listed } from "../../words/list.ts";
import { counted } from "../../words/text.ts";
import { withoutDot } from "../../zone/name.ts";
import { distinctFindings } from "../distinct-findings.ts";
import type { LookUp, Resolver } from "../dns/resolver.ts";
import { daneUnsigned } from "./dane-unsigned.ts";
import { dkimTargets } from "./dkim-targets.ts";
import type { Judge } from "./judge.ts";
import { mxHosts } from "./mx-hosts.ts";
import { reportConsent } from "./report-consent.ts";
import { reportMailboxes } from "./report-mailboxes.ts";
import { reverseDns } from "./reverse-dns.ts";
import { spfIncludes } from "./spf-includes.ts";

const JUDGES: readonly Judge[] = [
  mxHosts,
  reverseDns,
  dkimTargets,
  spfIncludes,
  reportConsent,
  reportMailboxes,
  daneUnsigned,
];

/** Names that are shown of those that could not be looked up. */
const MOST = 4;

/** Every finding once, and an info about what could not be looked up. */
export async function lookOutside(zones: readonly Zone[], resolver: Resolver): Promise<readonly Finding[]> {
  const failed = new Set<string>();
  const noting: Resolver = {
    async lookUp(name, type): Promise<LookUp> {
      const found = await resolver.lookUp(name, type);
      if (found.outcome === "failed") failed.add(withoutDot(name));
      return found;
    },
  };
  const told = await Promise.all(zones.flatMap((zone) => JUDGES.map((judge) => judge(zone, zones, noting))));
  const findings = distinctFindings(told.flat());
  if (failed.size === 0) return findings;
  return [
    ...findings,
    {
      code: "dns-unknown",
      severity: "info",
      message: `${counted(failed.size, "name")} could not be looked up, so what they have was not judged: ${listed(firstOf([...failed].sort(), MOST))}`,
      help: "try again later, or from another network",
    },
  ];
}

/** What `mailzone verify` found as text for people: a line for each zone, then the findings. */
import type { Finding } from "../finding.ts";
import { isAgreed, isFound, shownServer, type ZoneVerdict } from "../live/verify/verdict.ts";
import { shownName } from "../words/record.ts";
import { counted, visible } from "../words/text.ts";
import { columns } from "./columns.ts";
import { countFindings } from "./summary.ts";

export function verifySummary(verdicts: readonly ZoneVerdict[], findings: readonly Finding[]) {
  const sets = verdicts.flatMap((verdict) => verdict.sets);
  const number = (severity: Finding["severity"]): number =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    domains: new Set(verdicts.flatMap(({ zone }) => zone.domains.map(({ domain }) => domain.spec.domain)))
      .size,
    sets: sets.length,
    servers: new Set(sets.flatMap(({ heard }) => heard.map(shownServer))).size,
    agreeing: sets.filter((set) => set.heard.length > 0 && isAgreed(set)).length,
    errors: number("error"),
    warnings: number("warning"),
  };
}

/** So many zones that are as wanted have lines of their own; more are one line. */
const RIGHT_SHOWN = 20;

const isRight = (verdict: ZoneVerdict): boolean => isFound(verdict) && verdict.sets.every(isAgreed);

/** `ok  example.com  12 of 12 record sets as wanted on 4 servers`. */
export function printVerdicts(verdicts: readonly ZoneVerdict[]): string {
  const right = verdicts.filter(isRight);
  if (right.length > RIGHT_SHOWN) {
    const rest = verdicts.filter((verdict) => !isRight(verdict));
    return `  ok  ${right.length} zones, with every record set as wanted\n${printVerdicts(rest)}`;
  }
  return columns(
    verdicts.map((verdict) => {
      const { zone, state, servers, sets } = verdict;
      const agreed = sets.filter(isAgreed).length;
      return [
        isRight(verdict) ? "ok" : "!!",
        visible(shownName(zone.name)),
        isFound(verdict)
          ? `${agreed} of ${counted(sets.length, "record set")} as wanted on ${counted(servers.length, "server")}`
          : (STATES[state] ?? "no server answers"),
      ];
    }),
  );
}

const STATES: Readonly<Partial<Record<ZoneVerdict["state"], string>>> = {
  nxdomain: "not in DNS",
  alias: "a CNAME",
  unseen: "no server can be asked from here",
};

/** `24 record sets of 2 domains on 5 servers: 23 as wanted; 1 error`. */
export function verifyLine(verdicts: readonly ZoneVerdict[], findings: readonly Finding[]): string {
  const { sets, domains, servers, agreeing } = verifySummary(verdicts, findings);
  const found = countFindings(findings);
  return `${counted(sets, "record set")} of ${counted(domains, "domain")} on ${counted(servers, "server")}: ${agreeing} as wanted${found === "" ? "" : `; ${found}`}`;
}

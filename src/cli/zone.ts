/** `mailzone zone`: the records of each zone, as a list, as JSON or as zone files. */
import { quote } from "../finding.ts";
import type { Loaded } from "../pipeline.ts";
import type { Zone } from "../plan/zone.ts";
import { zoneJson } from "../report/json.ts";
import { printZones } from "../report/zones.ts";
import { absolute, withoutDot } from "../zone/name.ts";
import { printZoneFile } from "../zone/zone-file.ts";
import { CannotRun, exitBy, load, printFindingsAside, printJson, printResult } from "./output.ts";

export function zone(
  paths: readonly string[],
  { format, domain }: { format: "text" | "json" | "bind"; domain?: string },
): void {
  const loaded = load(paths);
  const { zones, findings } = domain === undefined ? loaded : only(domain, loaded, paths);
  if (format === "json") printJson(zoneJson(zones));
  else if (format === "bind") printResult(zones.map(bind).join("\n"));
  else printResult(printZones(zones));
  printFindingsAside(findings);
  exitBy(findings);
}

/** The zones of one mail domain, without their other domains, and the findings about it or about no domain. */
function only(domain: string, loaded: Loaded, paths: readonly string[]): Pick<Loaded, "zones" | "findings"> {
  const wanted = absolute(domain.trim());
  const zones = loaded.zones.flatMap((zone) => {
    const domains = zone.domains.filter((one) => one.domain.spec.domain === wanted);
    return domains.length === 0 ? [] : [{ ...zone, domains, rrsets: domains.flatMap((one) => one.rrsets) }];
  });
  const name = withoutDot(wanted);
  const findings = loaded.findings.filter((finding) => (finding.domain ?? name) === name);
  if (zones.length > 0) return { zones, findings };
  // its spec may be the one that could not be read
  printFindingsAside(findings.filter(({ severity }) => severity === "error"));
  throw new CannotRun(`no spec for the domain ${quote(domain)} in ${paths.join(", ")}`);
}

/** The zone file, with a comment that names its cloud; a zone on two clouds is printed twice. */
function bind(zone: Zone): string {
  const account = zone.account === undefined ? "" : ` (${zone.account})`;
  const [origin, ...lines] = printZoneFile(zone.name, zone.rrsets).split("\n");
  return [origin, `; ${zone.cloud.title}${account}`, ...lines].join("\n");
}

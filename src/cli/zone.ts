/** `mailzone zone`: the records of each zone, as a list, as JSON or as zone files. */
import type { Zone } from "../plan/zone.ts";
import { zoneJson } from "../report/json.ts";
import { printZones } from "../report/zones.ts";
import { printZoneFile } from "../zone/zone-file.ts";
import { exitBy, load, printJson, printResult, printSpecFindings } from "./output.ts";
import type { Shown } from "./shown.ts";

interface Options extends Shown {
  readonly format: "text" | "json" | "bind";
  /** The older word for one of `only`. */
  readonly domain?: string;
  readonly only: readonly string[];
}

export function zone(paths: readonly string[], { format, domain, only, ...shown }: Options): void {
  const { zones, findings } = load(paths, domain === undefined ? only : [domain, ...only]);
  if (format === "json") printJson(zoneJson(zones));
  else if (format === "bind") printResult(zones.map(bind).join("\n"));
  else printResult(printZones(zones));
  printSpecFindings(findings, shown);
  exitBy(findings);
}

/** The zone file, with a comment that names its cloud; a zone on two clouds is printed twice. */
function bind(zone: Zone): string {
  const account = zone.account === undefined ? "" : ` (${zone.account})`;
  const [origin, ...lines] = printZoneFile(zone.name, zone.rrsets).split("\n");
  return [origin, `; ${zone.cloud.title}${account}`, ...lines].join("\n");
}

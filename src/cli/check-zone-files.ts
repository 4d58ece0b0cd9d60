/** `mailzone check` with zone files among its paths, which are told from specs by their form. */
import type { Finding } from "../finding.ts";
import { type Loaded, loadedTogether, loadZoneFile } from "../pipeline.ts";
import { projectLibrary } from "../preset/library.ts";
import type { Services } from "../preset/services.ts";
import type { Name } from "../zone/name.ts";
import { isZoneFile } from "../zone/zone-file-form.ts";
import { domainName } from "./domain-name.ts";
import { onlyOf } from "./only.ts";
import { CannotRun, load, printFindingsAside } from "./output.ts";
import { readText, readZone, refuseOther } from "./read-zone.ts";
import { printLoaded } from "./report.ts";
import type { Shown } from "./shown.ts";

export interface ZoneOptions extends Shown {
  readonly only: readonly string[];
  readonly format: string;
  readonly domain?: string;
  readonly zoneFile?: true;
}

/** `others` are the files among the paths whose names are not those of specs. */
export function printZoneReport(
  paths: readonly string[],
  others: readonly string[],
  { format, domain, zoneFile, only, ...shown }: ZoneOptions,
): void {
  const named = domain === undefined ? undefined : domainName(domain);
  const zoneFiles = zoneFile === true ? paths : others.filter(isZone);
  if (named !== undefined && zoneFiles.length === 0)
    throw new CannotRun("--domain goes with a zone file, and none of the paths is one");
  const { services } = projectLibrary();
  const specs = paths.filter((path) => !zoneFiles.includes(path));
  const loaded = loadedTogether([
    ...(specs.length > 0 ? [load(specs)] : []),
    ...zoneFiles.map((path) => loadZone(path, named, services)),
  ]);
  printLoaded(onlyOf(loaded, only, { paths, tell: printFindingsAside }), { format, ...shown });
}

/** Names of zone files only; any other name may be that of anything. */
const ZONE_NAME = /\.(?:zone|db)$/i;

const isZone = (path: string): boolean => ZONE_NAME.test(path) || isZoneFile(readText(path));

function loadZone(path: string, domain: Name | undefined, services: Services): Loaded {
  const zoneFile = readZone(path, domain);
  const { file, text, read } = zoneFile;
  refuseOther(domain, zoneFile);
  const { zone } = read;
  if (zone !== undefined && read.records.length > 0)
    return loadZoneFile(file, text, { ...read, zone }, { domain, services });
  const findings = read.findings.length > 0 ? read.findings : [withoutZone(file)];
  return { domains: [], zones: [], findings, waived: [], lines: () => undefined };
}

const withoutZone = (file: string): Finding => ({
  code: "zone-file",
  severity: "error",
  message: "the file does not say which zone it is, or has no records, so nothing in it is checked",
  help: "add --domain NAME, or begin the file with $ORIGIN, the zone's name and a final dot",
  place: { file, line: 1, column: 1 },
});

/** `mailzone import`: reads zones from files, a cloud or a server, and writes the specs that publish what they have. */
import { withoutDot } from "../../zone/name.ts";
import { domainName } from "../domain-name.ts";
import { CannotRun } from "../print.ts";
import { type AsSpecs, type ReadZones, zonesAsSpecs } from "./as-specs.ts";
import { zonesFromCloud } from "./from-cloud.ts";
import { zonesFromFiles } from "./from-files.ts";
import { zonesFromServer } from "./from-server.ts";

export interface Options extends AsSpecs {
  readonly cloud?: string;
  readonly account?: string;
  readonly stack?: string;
  readonly zone: readonly string[];
  readonly axfr?: string;
}

export async function importZones(paths: readonly string[], options: Options): Promise<void> {
  zonesAsSpecs(await readSources(paths, options), options);
}

/** @throws CannotRun unless the words name exactly one kind of source */
async function readSources(
  paths: readonly string[],
  { cloud, account, stack, zone, axfr, defaults, out }: Options,
): Promise<ReadZones> {
  const kinds = [paths.length > 0, cloud !== undefined, axfr !== undefined].filter(Boolean).length;
  if (kinds !== 1) {
    throw new CannotRun(
      kinds === 0
        ? "name zone files or folders, or a cloud with --cloud, or a server with --axfr"
        : "name either files and folders, or --cloud, or --axfr",
    );
  }
  if (out === "") throw new CannotRun("--out is empty: name a folder");
  if (defaults === true && out === undefined)
    throw new CannotRun("--defaults writes a file for a folder of specs: add --out DIR");
  const names = zone.map(domainName);
  if (cloud !== undefined) {
    const read = await zonesFromCloud(
      { cloud, ...(account !== undefined && { account }), ...(stack !== undefined && { stack }) },
      names,
    );
    return { ...read, skipped: [] };
  }
  if (account !== undefined || stack !== undefined)
    throw new CannotRun("--account and --stack go with --cloud");
  if (axfr !== undefined) {
    if (names.length === 0) throw new CannotRun("--axfr needs --zone NAME: a server does not list its zones");
    return { zones: await zonesFromServer(axfr, names), findings: [], skipped: [] };
  }
  const read = zonesFromFiles(paths);
  if (names.length === 0) return read;
  const wanted = new Set(names);
  const missing = names.filter((name) => !read.zones.some((one) => one.zone === name));
  if (missing.length > 0)
    throw new CannotRun(`no zone ${missing.map(withoutDot).join(", ")} in ${paths.join(", ")}`);
  return { ...read, zones: read.zones.filter((one) => wanted.has(one.zone)) };
}

/** `mailzone check`: checks specs and zone files, or explains one check with `--explain CODE`. */
import type { ZoneOptions } from "./check-zone-files.ts";
import { isRegularFile } from "./is-file.ts";
import { open } from "./open.ts";

interface Options extends ZoneOptions {
  readonly explain?: string;
}

/** A file of another name may be a zone file. */
const SPEC_NAME = /\.ya?ml$/i;

export async function check(paths: readonly string[], options: Options): Promise<void> {
  const { explain, domain, zoneFile } = options;
  if (explain !== undefined) return (await import("./explain.ts")).explain(explain);
  const others = paths.filter((path) => !SPEC_NAME.test(path) && isRegularFile(path));
  if (others.length > 0 || zoneFile !== undefined || domain !== undefined) {
    const { printZoneReport } = await import("./check-zone-files.ts");
    return printZoneReport(paths, others, options);
  }
  const specs = open(paths);
  // other threads read a large fleet's files while the checks are loaded here
  (await import("./report.ts")).printReport(specs, paths, options);
}

/** Zones that were read, as specs: each is written or shown, and the report says what became of every record. */
import { join, resolve } from "node:path";
import process from "node:process";
import { shellCommand } from "../../../tools/shell-word.mjs";
import { cloudOfServer } from "../../cloud/clouds.ts";
import { atLeast, compareFindings, type Finding } from "../../finding.ts";
import { nameableZones } from "../../import/nameable.ts";
import { type Reproduction, reproduce } from "../../import/reproduce.ts";
import { shareDefaults } from "../../import/shared-defaults.ts";
import type { SourceZone } from "../../import/source-zone.ts";
import { type Loaded, loadPaths, loadText } from "../../pipeline.ts";
import { projectLibrary } from "../../preset/library.ts";
import { type Imported, type ImportRun, importJson, printImport } from "../../report/imported.ts";
import { type Above, defaultsAbove } from "../../spec/above.ts";
import { DEFAULTS_FILE, shownPath } from "../../spec/find.ts";
import { printShared, printSpec, type SpecDraft } from "../../spec/print.ts";
import { USUAL_TTL } from "../../spec/usual-ttl.ts";
import { withoutAbove } from "../../spec/without-above.ts";
import { ownCommand } from "../../words/own-command.ts";
import { counted, visible } from "../../words/text.ts";
import type { Name } from "../../zone/name.ts";
import { exitBy, printFindingsAside } from "../output.ts";
import { printJson, printResult } from "../print.ts";
import { progress } from "../progress.ts";
import { hint, hintNext, leastShown, type Shown } from "../shown.ts";
import { usableCloud } from "../usable-cloud.ts";
import { changedByDefaults } from "./as-loaded.ts";
import { fileOf, writeSpecs } from "./spec-files.ts";
import { unproven } from "./unproven.ts";

export interface AsSpecs extends Shown {
  /** The DNS host of zones that do not tell theirs. */
  readonly dns?: string;
  /** The folder to write into. */
  readonly out?: string;
  readonly defaults?: true;
  readonly all?: true;
  readonly format: "text" | "json";
}

export interface ReadZones {
  readonly zones: readonly SourceZone[];
  readonly findings: readonly Finding[];
  /** Files that are no zones. */
  readonly skipped: readonly string[];
}

export function zonesAsSpecs(
  { zones: read, findings: ofSources, skipped }: ReadZones,
  options: AsSpecs,
): void {
  const { zones, findings: ofNames } = nameableZones(read);
  const dns = options.dns === undefined ? undefined : usableCloud(options.dns, "--dns");
  const reproductions = reproduceAll(
    zones.map((zone) => ({ ...(dns !== undefined && { dns }), ...zone })),
    options.all === true ? "all" : "mail",
  );
  const above = options.out === undefined ? {} : defaultsAbove(join(options.out, DEFAULTS_FILE), options.out);
  const { specs, defaults } = draft(reproductions, above, options);
  if (options.out !== undefined) writeSpecs(options.out, specs, defaults);
  const { domains, findings: inPlace } = judged(reproductions, { specs, above }, options.out);
  const run: ImportRun = {
    domains,
    defaults:
      defaults === undefined
        ? undefined
        : { text: defaults, file: options.out && join(options.out, DEFAULTS_FILE) },
    skipped,
    findings: [
      ...ofSources,
      ...ofNames,
      ...zones.flatMap((zone) => zone.findings),
      ...unproven(reproductions),
      ...inPlace,
    ].sort(compareFindings),
  };
  if (options.format === "json") printJson(importJson(run, leastShown(options, "info")));
  else printText(run, above, options);
  exitBy(run.findings);
}

function reproduceAll(zones: readonly SourceZone[], take: "mail" | "all"): readonly Reproduction[] {
  const means = { library: projectLibrary(), cloudOfServer, take };
  const { tell, end } = progress();
  const made = zones.flatMap((zone, i) => {
    const reproduced = reproduce(zone, means);
    tell(`${i + 1} of ${counted(zones.length, "zone")} read`);
    return reproduced;
  });
  end();
  return made;
}

interface Drafted {
  /** By mail domain. */
  readonly specs: ReadonlyMap<Name, string>;
  readonly defaults: string | undefined;
}

function draft(
  reproductions: readonly Reproduction[],
  above: Above,
  { defaults: isShared }: AsSpecs,
): Drafted {
  const drafts = reproductions.flatMap(({ domain, draft: own }) =>
    own === undefined ? [] : [{ domain, own }],
  );
  const print = (own: readonly SpecDraft[]): ReadonlyMap<Name, string> =>
    new Map(own.map((one, i) => [drafts[i]?.domain ?? "", printSpec(one)]));
  if (isShared !== true)
    return { specs: print(drafts.map(({ own }) => below(own, above))), defaults: undefined };
  const shared = shareDefaults(drafts.map(({ own }) => own));
  const defaults = printShared(shared.defaults);
  return { specs: print(shared.drafts), defaults: defaults === "" ? undefined : defaults };
}

/** The same spec below defaults. */
const below = (own: SpecDraft, above: Above): SpecDraft =>
  withoutAbove(above.ttl === undefined ? own : { ttl: USUAL_TTL, ...own }, above);

interface Judged {
  readonly domains: readonly Imported[];
  readonly findings: readonly Finding[];
}

/** Each domain with what `mailzone check` finds in its spec: in the files as they were written, if they were. */
function judged(
  reproductions: readonly Reproduction[],
  { specs, above }: { readonly specs: ReadonlyMap<Name, string>; readonly above: Above },
  out: string | undefined,
): Judged {
  const together: Loaded | undefined = out === undefined || specs.size === 0 ? undefined : loadPaths([out]);
  const found = Map.groupBy(together?.findings ?? [], ({ place }) => place?.file);
  const files = new Map<Reproduction, string>();
  const domains = reproductions.map((reproduction) => {
    const { domain, draft: own } = reproduction;
    const spec = specs.get(domain);
    if (own === undefined || spec === undefined)
      return { reproduction, spec: undefined, file: undefined, findings: [] };
    const file = out === undefined ? undefined : fileOf(out, domain);
    const shown = file === undefined ? fileOf("", domain) : shownPath(resolve(file), process.cwd());
    if (file !== undefined) files.set(reproduction, shown);
    // without a DNS host nothing can be checked, so any will do
    const alone =
      (own.dns ?? above.dns) === undefined
        ? `${printSpec(own)}dns: route53\n`
        : together === undefined
          ? spec
          : undefined;
    const findings = alone === undefined ? (found.get(shown) ?? []) : loadText(shown, alone).findings;
    return { reproduction, spec, file, findings };
  });
  return {
    domains,
    findings: together === undefined ? [] : changedByDefaults(reproductions, files, together),
  };
}

function printText(run: ImportRun, above: Above, { out, ...shown }: AsSpecs): void {
  const specs = run.domains.flatMap(({ spec }) => spec ?? []);
  const [only] = specs;
  if (out === undefined && specs.length === 1 && only !== undefined) {
    // the spec alone, so that it can go into a file
    printResult(only);
    hint(printImport(run).trimEnd(), shown);
  } else if (!shown.quiet) printResult(printImport(run));
  printFindingsAside(atLeast(run.findings, leastShown(shown, "info")));
  hint(ending(run, { specs: specs.length, above }, out), shown);
  if (out !== undefined && specs.length > 0) hintNext(ownCommand(shellCommand(["check", out])), shown);
}

function ending(
  { domains, defaults }: ImportRun,
  { specs, above }: { readonly specs: number; readonly above: Above },
  out: string | undefined,
): string {
  if (specs === 0) return "nothing to write: no zone with mail was found";
  const hosts = domains.filter(
    ({ reproduction: { draft: own } }) => own !== undefined && (own.dns ?? above.dns) === undefined,
  ).length;
  const host =
    hosts === 0
      ? ""
      : `; the DNS host of ${counted(hosts, "spec")} is unknown: add dns: to ${hosts === 1 ? "it" : "them"}, or run this again with --dns CLOUD`;
  if (out === undefined)
    return specs === 1
      ? `the spec is above${host}`
      : `nothing was written: add --out DIR for ${counted(specs, "spec")}${host}`;
  const besides = defaults === undefined ? "" : ` and ${DEFAULTS_FILE}`;
  return `${counted(specs, "spec")}${besides} in ${visible(out)}${host}`;
}

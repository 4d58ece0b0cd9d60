/** The zones in files and folders: zone files, octoDNS, dnscontrol. */
import { basename, dirname, resolve } from "node:path";
import process from "node:process";
import type { Finding } from "../../finding.ts";
import { readScript, readTable } from "../../import/dnscontrol.ts";
import { nameProblem } from "../../import/nameable.ts";
import { readOctodns } from "../../import/octodns.ts";
import type { SourceZone } from "../../import/source-zone.ts";
import { zonesOfFile } from "../../import/zone-file.ts";
import { readYaml } from "../../source/read.ts";
import { sourcesOf } from "../../source/source.ts";
import { shownPath } from "../../spec/find.ts";
import { absolute, type Name, withoutDot } from "../../zone/name.ts";
import { isZoneFile } from "../../zone/zone-file-form.ts";
import { filesAt } from "../files-at.ts";
import { CannotRun } from "../print.ts";
import { readNamed } from "../read-named.ts";
import { readText, readZone } from "../read-zone.ts";

export interface FromFiles {
  readonly zones: readonly SourceZone[];
  /** What is wrong with files in which no zone was found. */
  readonly findings: readonly Finding[];
  /** Files in a folder that are something else. */
  readonly skipped: readonly string[];
}

/** @throws CannotRun when a path cannot be read, or a named file holds no zone */
export function zonesFromFiles(paths: readonly string[]): FromFiles {
  const zones = new Map<Name, SourceZone>();
  const findings: Finding[] = [];
  const skipped: string[] = [];
  for (const path of paths) {
    const { files, others } = filesAt(path);
    skipped.push(...others);
    for (const file of files) {
      const found = file === path ? zonesIn(file) : zonesFound(file);
      if (found !== undefined) {
        findings.push(...found.findings);
        for (const zone of found.zones) add(zone, zones, findings);
      } else if (file === path) throw new CannotRun(`${file} is ${FORMS}`);
      else skipped.push(file);
    }
  }
  return { zones: [...zones.values()], findings, skipped };
}

const FORMS =
  "no zone: name a zone file, the YAML of an octoDNS zone (example.com.yaml), or what dnscontrol get-zones prints (.js, .tsv)";

/** The zones in a file of a folder: what keeps it from being read costs that file alone. */
function zonesFound(path: string): InFile | undefined {
  try {
    return zonesIn(path);
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    const isZone = isNamedLikeZone(path) || octodnsZone(path) !== undefined;
    return isZone ? { zones: [], findings: [unread(path, error.message)] } : undefined;
  }
}

const unread = (path: string, problem: string): Finding => ({
  code: "import-source",
  severity: "error",
  message: `${problem}; if it is a zone, it is in no spec`,
  help: "put a file there that can be read, or move it out of the folder",
  place: { file: shownPath(path, process.cwd()), line: 1, column: 1 },
});

const isNamedLikeZone = (path: string): boolean => /\.(?:zone|db)$|^db\./i.test(basename(path));

interface InFile {
  readonly zones: readonly SourceZone[];
  readonly findings: readonly Finding[];
}

/** The zones in a file; undefined if it is something else. */
function zonesIn(path: string): InFile | undefined {
  const file = shownPath(path, process.cwd());
  if (/\.ya?ml$/i.test(path)) return octodns(path, file);
  const isScript = /\.js$/i.test(path);
  if (isScript || /\.tsv$/i.test(path)) {
    const text = readText(path);
    const { zones, findings } = (isScript ? readScript : readTable)(file, text);
    // there are many scripts and tables that have nothing to do with zones
    const isOther = findings.length === 0 || !isScript || !/\bD\(/.test(text);
    if (zones.length === 0 && isOther) return undefined;
    return { zones: zones.map((zone) => ({ from: file, ...zone })), findings };
  }
  if (!isNamedLikeZone(path) && !isZoneFile(readText(path))) return undefined;
  const { read } = readZone(path, undefined);
  const { zone } = read;
  if (zone === undefined) return { zones: [], findings: [...read.findings, withoutName(file)] };
  return { zones: zonesOfFile(file, { ...read, zone }), findings: [] };
}

const withoutName = (file: string): Finding => ({
  code: "import-source",
  severity: "error",
  message: "the file does not say which zone it is, so nothing in it is imported",
  help: "begin it with $ORIGIN, the zone's name and a final dot, or call it db.example.com or example.com.zone",
  place: { file, line: 1, column: 1 },
});

/** The zone of a file of octoDNS is the file's name, or in the split form the folder's, which ends with a dot. */
function octodnsZone(path: string): Name | undefined {
  if (!/\.ya?ml$/i.test(path)) return undefined;
  const folder = basename(dirname(resolve(path)));
  const name = basename(path).replace(/\.ya?ml$/i, "");
  const isSplit = folder.endsWith(".") && folder.indexOf(".") < folder.length - 1;
  const named = absolute(isSplit ? folder.slice(0, -1) : name);
  return withoutDot(named).includes(".") && nameProblem(named) === undefined ? named : undefined;
}

function octodns(path: string, file: string): InFile | undefined {
  const zone = octodnsZone(path);
  if (zone === undefined) return undefined;
  const { sources, findings } = sourcesOf(file, readYaml(file, readNamed(path)));
  if (sources.some(({ value }) => isOwnSpec(value))) return undefined;
  const parts = sources.map((source) => readOctodns(source, zone));
  return {
    zones: [
      {
        zone,
        from: file,
        records: parts.flatMap(({ records }) => records),
        others: parts.flatMap(({ others }) => others),
        findings: [...findings, ...parts.flatMap((part) => part.findings)],
      },
    ],
    findings: [],
  };
}

/** A spec of mailzone names its domain in a text; in octoDNS every key is the name of records. */
const isOwnSpec = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  ["domain", "domains"].some((key) => ["string", "object"].includes(typeof Reflect.get(value, key))) &&
  typeof Reflect.get(value, "type") === "undefined" &&
  !hasType(Reflect.get(value, "domain") ?? Reflect.get(value, "domains"));

const hasType = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  [value].flat().some((one) => Object.hasOwn(Object(one), "type"));

/** A zone that was put together from several files already is named after their folder. */
const folderOf = ({ from }: SourceZone): string => (from.endsWith("/") ? from.slice(0, -1) : dirname(from));

/** octoDNS keeps one zone in several files; any other zone comes once. */
function add(zone: SourceZone, zones: Map<Name, SourceZone>, findings: Finding[]): void {
  const known = zones.get(zone.zone);
  if (known === undefined) zones.set(zone.zone, zone);
  else if (folderOf(known) === folderOf(zone) && /\.ya?ml$/i.test(zone.from)) {
    zones.set(zone.zone, {
      ...known,
      from: `${folderOf(known)}/`,
      records: [...known.records, ...zone.records],
      others: [...known.others, ...zone.others],
      findings: [...known.findings, ...zone.findings],
    });
  } else {
    findings.push({
      code: "import-source",
      severity: "error",
      message: `the zone ${withoutDot(zone.zone)} is also in ${known.from}, so this one is not imported`,
      help: "name only one of the two",
      place: { file: zone.from, line: 1, column: 1 },
    });
  }
}

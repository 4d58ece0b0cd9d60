/** Zone files that are named on the command line. */
import process from "node:process";
import type { Finding } from "../finding.ts";
import { MAX_OCTETS } from "../source/read.ts";
import { shownPath } from "../spec/find.ts";
import { isWithin, type Name, withoutDot } from "../zone/name.ts";
import { readZoneFile, type ZoneFile } from "../zone/read-zone-file.ts";
import { isZoneFile } from "../zone/zone-file-form.ts";
import { CannotRun } from "./print.ts";
import { readNamed } from "./read-named.ts";

export interface ReadZone {
  /** The file as findings show it. */
  readonly file: string;
  readonly text: string;
  readonly read: ZoneFile;
}

/** A zone file; of another file than was meant, no finding shows any content. */
export function readZone(path: string, domain: Name | undefined): ReadZone {
  const file = shownPath(path, process.cwd());
  const text = readText(path);
  const read = readZoneFile(file, text, domain);
  if (read.records.length > 0 || isZoneFile(text)) return { file, text, read };
  const findings = read.findings.slice(0, 1).map(() => noZoneFile(file));
  return { file, text: "", read: { ...read, findings } };
}

/** Octets that are not UTF-8 occur in TXT only, where they are normally escaped. */
export function readText(path: string): string {
  const octets = readNamed(path);
  if (octets.length > MAX_OCTETS)
    throw new CannotRun(`${path} has more than ${MAX_OCTETS} octets, which is too much for a zone file here`);
  return Buffer.from(octets).toString("utf8");
}

/** @throws CannotRun when the domain is not in the zone of the file */
export function refuseOther(domain: Name | undefined, { file, read: { zone } }: ReadZone): void {
  if (domain === undefined || zone === undefined || isWithin(domain, zone)) return;
  throw new CannotRun(`${withoutDot(domain)} is not in the zone ${withoutDot(zone)} of ${file}`);
}

function noZoneFile(file: string): Finding {
  return {
    code: "zone-file",
    severity: "error",
    message: "this is not a zone file: no line of it is a record, so nothing of it is shown",
    help: "name a zone file (RFC 1035 §5)",
    place: { file, line: 1, column: 1 },
  };
}

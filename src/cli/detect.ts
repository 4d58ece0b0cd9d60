/** `mailzone detect`: which presets a domain's records come from, as a zone file or DNS has them. */
import { Resolver } from "node:dns/promises";
import { statSync } from "node:fs";
import process from "node:process";
import { cloudOfServer } from "../cloud/clouds.ts";
import type { Finding } from "../finding.ts";
import { gather, NoAnswer, NoSuchName } from "../live/gather.ts";
import { detect as detectPresets } from "../preset/detect/detect.ts";
import type { Observed } from "../preset/detect/facts.ts";
import { suggest } from "../preset/detect/suggest.ts";
import { openLibrary } from "../preset/library.ts";
import { detectJson, printDetected } from "../report/detected.ts";
import { MAX_OCTETS } from "../source/read.ts";
import { shownPath } from "../spec/find.ts";
import { counted } from "../words/text.ts";
import { absolute, isWithin, type Name, ownerFault, withoutDot } from "../zone/name.ts";
import { readZoneFile } from "../zone/read-zone-file.ts";
import { CannotRun, exitBy, printFindingsAside, printJson, printResult } from "./output.ts";
import { readNamed } from "./read-named.ts";

interface Options {
  readonly format: "text" | "json";
  readonly domain?: string;
  readonly server?: string;
}

interface Read {
  readonly domain: Name;
  readonly records: readonly Observed[];
  readonly findings: readonly Finding[];
}

export async function detect(what: string, options: Options): Promise<void> {
  const library = openLibrary();
  const presets = library.presets();
  const { domain, records, findings } = isFile(what)
    ? fromFile(what, options)
    : await fromDns(what, options, presets);
  const found = suggest(
    detectPresets(records, { domain, zone: domain }, presets),
    records,
    domain,
    library,
    cloudOfServer,
  );
  if (options.format === "json") printJson(detectJson(found, findings));
  else printResult(printDetected(found));
  printFindingsAside(findings);
  exitBy(findings);
}

function fromFile(path: string, { domain, server }: Options): Read {
  if (server !== undefined)
    throw new CannotRun("--server goes with a domain name; a zone file needs no server");
  const given = domain === undefined ? undefined : domainName(domain);
  const shown = shownPath(path, process.cwd());
  const { zone, records, findings } = readZoneFile(shown, readText(path), given);
  const of = given ?? zone;
  if (of === undefined) {
    throw new CannotRun(`${shown} has no $ORIGIN and no SOA, so its zone is unknown: add --domain NAME`);
  }
  if (zone !== undefined && !isWithin(of, zone)) {
    throw new CannotRun(`${withoutDot(of)} is not in the zone ${withoutDot(zone)} of ${shown}`);
  }
  return {
    domain: of,
    records,
    findings: records.length > 0 ? findings : findings.slice(0, 1).map(() => noZoneFile(shown)),
  };
}

/** Octets that are not UTF-8 occur in TXT only, where they are normally escaped. */
function readText(path: string): string {
  const octets = readNamed(path);
  if (octets.length > MAX_OCTETS)
    throw new CannotRun(`${path} has more than ${MAX_OCTETS} octets, which is too much for a zone file here`);
  return Buffer.from(octets).toString("utf8");
}

/** Whether it is there and could be a zone file; a folder may have the name of a domain. */
function isFile(what: string): boolean {
  try {
    return !statSync(what).isDirectory();
  } catch {
    return false;
  }
}

/** A file without a record is another file than was meant, which shows nothing of its content. */
function noZoneFile(file: string): Finding {
  return {
    code: "zone-file",
    severity: "error",
    message: "this is not a zone file: no line of it is a record, so nothing of it is shown",
    help: "name a zone file (RFC 1035 §5)",
    place: { file, line: 1, column: 1 },
  };
}

async function fromDns(
  what: string,
  { domain, server }: Options,
  presets: Parameters<typeof gather>[2],
): Promise<Read> {
  if (domain !== undefined) throw new CannotRun(`--domain goes with a zone file, and ${what} is not a file`);
  const name = domainName(what);
  const resolver = new Resolver({ timeout: 2000, tries: 2 });
  const servers = server ?? process.env["MAILZONE_DNS"];
  try {
    if (servers) resolver.setServers(servers.split(",").map((one) => one.trim()));
  } catch (error) {
    throw new CannotRun(
      `${JSON.stringify(servers)} is not a DNS server address, such as 192.0.2.53 or 127.0.0.1:5353`,
      {
        cause: error,
      },
    );
  }
  try {
    const { records, asked, unanswered } = await gather(resolver, name, presets);
    if (unanswered.length > 0) {
      process.stderr.write(
        `${unanswered.length} of ${counted(asked, "name")} got no answer, the first of them ${withoutDot(unanswered[0] ?? "")}; their records are unknown\n`,
      );
    }
    return { domain: name, records, findings: [] };
  } catch (error) {
    if (error instanceof NoSuchName)
      throw new CannotRun(`${what} is not a file, and DNS has no domain of that name`, { cause: error });
    if (!(error instanceof NoAnswer)) throw error;
    throw new CannotRun(
      `DNS does not answer for ${withoutDot(name)} (${error.message}); try a zone file, which needs no DNS`,
      {
        cause: error,
      },
    );
  }
}

function domainName(text: string): Name {
  const name = absolute(text.trim());
  const fault = ownerFault(name);
  if (fault !== undefined || !withoutDot(name).includes(".")) {
    throw new CannotRun(
      `${JSON.stringify(text)} is neither a file nor a domain name${fault === undefined ? "" : `: ${fault.problem}`}`,
    );
  }
  return name;
}

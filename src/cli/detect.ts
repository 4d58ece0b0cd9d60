/** `mailzone detect`: which presets domains' records come from, as zone files or DNS have them. */
import { Resolver } from "node:dns/promises";
import { join } from "node:path";
import process from "node:process";
import { cloudOfServer } from "../cloud/clouds.ts";
import type { Finding } from "../finding.ts";
import type { SourceZone } from "../import/source-zone.ts";
import { gather, NoAnswer, NoSuchName } from "../live/gather.ts";
import { nodeSource } from "../live/name-source.ts";
import { detect as detectPresets } from "../preset/detect/detect.ts";
import type { Observed } from "../preset/detect/facts.ts";
import { suggest } from "../preset/detect/suggest.ts";
import { projectLibrary } from "../preset/library.ts";
import { detectJson, printDetected } from "../report/detected.ts";
import { STACKS } from "../spec/find.ts";
import { counted } from "../words/text.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { domainName } from "./domain-name.ts";
import { zonesAsSpecs } from "./import/as-specs.ts";
import { zonesFromFiles } from "./import/from-files.ts";
import { isFile } from "./is-file.ts";
import { CannotRun, exitBy, printFindingsAside, printJson, printResult } from "./output.ts";
import { whileWaiting } from "./progress.ts";
import { readZone, refuseOther } from "./read-zone.ts";
import { stackFolders } from "./stack/stack-folders.ts";
import { stackProblem } from "./stack/stack-name.ts";
import { usableCloud } from "./usable-cloud.ts";

interface Options {
  readonly format: "text" | "json";
  readonly domain?: string;
  readonly server?: string;
  readonly dns?: string;
  readonly write?: true;
  readonly stack?: string;
  readonly out?: string;
}

interface Read {
  readonly domain: Name;
  readonly records: readonly Observed[];
  readonly findings: readonly Finding[];
}

export async function detect(what: readonly string[], options: Options): Promise<void> {
  if (options.write === true) return await detectAndWrite(what, options);
  const [first, second] = what;
  if (options.stack !== undefined || options.out !== undefined)
    throw new CannotRun("--stack and --out say where specs go: add --write");
  if (second !== undefined && options.format === "json")
    throw new CannotRun("--format json shows one domain; with --write it shows what was written of all");
  const library = projectLibrary();
  const presets = library.presets();
  const dns = options.dns === undefined ? undefined : usableCloud(options.dns, "--dns");
  const all: Finding[] = [];
  for (const one of what) {
    const { domain, records, findings } = isFile(one)
      ? fromFile(one, options)
      : await fromDns(one, options, presets);
    const found = suggest(
      detectPresets(records, { domain, zone: domain }, presets),
      records,
      domain,
      library,
      cloudOfServer,
      dns,
    );
    if (options.format === "json") printJson(detectJson(found, findings));
    else printResult(one === first ? printDetected(found) : `\n${printDetected(found)}`);
    all.push(...findings);
  }
  printFindingsAside(all);
  exitBy(all);
}

/** Specs of files and domains, as `mailzone import` writes and proves them. */
async function detectAndWrite(what: readonly string[], options: Options): Promise<void> {
  if (options.domain !== undefined)
    throw new CannotRun("--write finds the mail domains of a zone by itself: leave out --domain");
  const { out = stackFolder(options) } = options;
  const files = what.filter(isFile);
  const names = what.filter((one) => !isFile(one));
  if (names.length === 0 && options.server !== undefined)
    throw new CannotRun("--server goes with a domain name; a zone file needs no server");
  const { zones, findings, skipped } = zonesFromFiles(files);
  const presets = projectLibrary().presets();
  const asked: SourceZone[] = [];
  for (const name of names) {
    const { domain: zone, records } = await fromDns(name, options, presets);
    asked.push({
      ...{ zone, from: "DNS", others: [], findings: [] },
      records: records.map((record) => ({ ...record, ttl: undefined })),
    });
  }
  zonesAsSpecs(
    { zones: [...zones, ...asked], findings, skipped },
    { out, format: options.format, ...(options.dns !== undefined && { dns: options.dns }) },
  );
}

/** @throws CannotRun without a stack whose folder it could be */
function stackFolder({ stack }: Options): string {
  const folders = stackFolders();
  const name = stack ?? (folders.length === 1 ? folders[0] : undefined);
  if (name === undefined)
    throw new CannotRun("missing option --stack STACK (or --out DIR); nothing was written");
  const problem = stackProblem(name);
  if (problem !== undefined) throw new CannotRun(`--stack: ${JSON.stringify(name)}: ${problem}`);
  return join(STACKS, name);
}

function fromFile(path: string, { domain, server }: Options): Read {
  if (server !== undefined)
    throw new CannotRun("--server goes with a domain name; a zone file needs no server");
  const given = domain === undefined ? undefined : domainName(domain);
  const zoneFile = readZone(path, given);
  const { zone, records, findings } = zoneFile.read;
  const of = given ?? zone;
  if (of === undefined) {
    throw new CannotRun(
      `${zoneFile.file} has no $ORIGIN and no SOA, so its zone is unknown: add --domain NAME`,
    );
  }
  refuseOther(given, zoneFile);
  return { domain: of, records, findings };
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
    const { records, asked, unanswered } = await whileWaiting("asking DNS", () =>
      gather(nodeSource(resolver), name, presets),
    );
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

/** `mailzone detect`: which presets a domain's records come from, as a zone file or DNS has them. */
import { Resolver } from "node:dns/promises";
import process from "node:process";
import { cloudOfServer } from "../cloud/clouds.ts";
import type { Finding } from "../finding.ts";
import { gather, NoAnswer, NoSuchName } from "../live/gather.ts";
import { nodeSource } from "../live/name-source.ts";
import { detect as detectPresets } from "../preset/detect/detect.ts";
import type { Observed } from "../preset/detect/facts.ts";
import { suggest } from "../preset/detect/suggest.ts";
import { openLibrary } from "../preset/library.ts";
import { detectJson, printDetected } from "../report/detected.ts";
import { counted } from "../words/text.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import { domainName } from "./domain-name.ts";
import { isFile } from "./is-file.ts";
import { CannotRun, exitBy, printFindingsAside, printJson, printResult } from "./output.ts";
import { readZone, refuseOther } from "./read-zone.ts";

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
    const { records, asked, unanswered } = await gather(nodeSource(resolver), name, presets);
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

/** `mailzone diagnose`: what is wrong with the mail of a domain that has no spec, and the spec that would be right. */
import process from "node:process";
import { atLeast, compareFindings } from "../../finding.ts";
import { type Diagnosis, diagnose as diagnoseDomain } from "../../live/diagnosis.ts";
import { openAsker } from "../../live/dns/asker.ts";
import { NoAnswer, NoSuchName } from "../../live/gather.ts";
import type { MailServers } from "../../live/smtp/mail-servers.ts";
import { type Loaded, loadedTogether } from "../../pipeline.ts";
import { projectLibrary } from "../../preset/library.ts";
import { diagnosisJson, printDiagnosis } from "../../report/diagnosis.ts";
import { mailServersLine } from "../../report/mail-servers.ts";
import { printMarkdown } from "../../report/markdown.ts";
import { summarize } from "../../report/summary.ts";
import { coloured, plain, printFindings } from "../../report/text.ts";
import { counted } from "../../words/text.ts";
import { type Name, withoutDot } from "../../zone/name.ts";
import { domainName } from "../domain-name.ts";
import { exitBy, isColoured } from "../output.ts";
import { CannotRun, printJson, printResult } from "../print.ts";
import { whileWaiting } from "../progress.ts";
import { leastShown, type Shown } from "../shown.ts";
import { type DnsOptions, findStart, readResolvers, readStart, resolverOf } from "./dns-options.ts";
import { type Judged, judgeSmtp, readSmtp, type SmtpOptions } from "./smtp-options.ts";

interface Options extends DnsOptions, SmtpOptions, Shown {
  readonly selector: readonly string[];
  readonly format: "text" | "json" | "markdown";
}

/** A selector is one or more labels (RFC 6376 §3.1). */
const SELECTOR = /^[a-z0-9](?:[a-z0-9._-]{0,120}[a-z0-9])?$/i;

/** @throws CannotRun when DNS does not answer, or has no such domain */
export async function diagnose(names: readonly string[], options: Options): Promise<void> {
  const { selector: selectors } = options;
  const odd = selectors.find((one) => !SELECTOR.test(one));
  if (odd !== undefined)
    throw new CannotRun(`${JSON.stringify(odd)} is no DKIM selector: write s1, or google`);
  const settings = { resolvers: readResolvers(options.resolver), start: readStart(options.root) };
  const smtp = readSmtp(options);
  const start = await findStart(settings);
  const asker = openAsker();
  const world = {
    ...settings,
    start,
    asker,
    resolver: resolverOf(asker, settings),
    library: projectLibrary(),
    selectors,
  };
  const dns = await whileWaiting("asking DNS", async ({ tell }) => {
    const done: Diagnosis[] = [];
    for (const name of names.map(domainName)) {
      done.push(await diagnoseDomain(name, world).catch((error: unknown) => refuse(name, error)));
      tell(`${done.length} of ${counted(names.length, "domain")} asked`);
    }
    return done;
  });
  const zones = dns.flatMap(({ loaded }) => loaded.zones);
  const judged = smtp === undefined ? undefined : await judgeSmtp(zones, smtp, world.resolver);
  print(
    dns.map((one) => withSmtp(one, judged)),
    options,
    judged?.servers,
  );
}

/** Each finding is told with the domain whose record it points to. */
function withSmtp(diagnosis: Diagnosis, judged: Judged | undefined): Diagnosis {
  if (judged === undefined) return diagnosis;
  const { loaded } = diagnosis;
  const files = new Set(loaded.zones.flatMap(({ domains }) => domains.map(({ place }) => place.file)));
  const own = judged.findings.filter(({ place }) => place !== undefined && files.has(place.file));
  return {
    ...diagnosis,
    loaded: { ...loaded, findings: [...loaded.findings, ...own].sort(compareFindings) },
  };
}

/** The counts are those of all findings, however many are shown. */
function print(
  diagnoses: readonly Diagnosis[],
  { format, ...shown }: Pick<Options, "format"> & Shown,
  servers?: MailServers,
): void {
  const loaded = loadedTogether(diagnoses.map((one) => one.loaded));
  const told = ({ findings }: Loaded): Loaded["findings"] => atLeast(findings, leastShown(shown, "info"));
  const style = isColoured(process.stdout) ? coloured : plain;
  if (format === "json") {
    printJson(
      diagnosisJson(
        diagnoses.map((one) => ({ ...one, loaded: { ...one.loaded, findings: told(one.loaded) } })),
        servers,
      ),
    );
  } else if (format === "markdown") {
    const more = servers === undefined ? "" : `\n${mailServersLine(servers)}\n`;
    printResult(`${printMarkdown({ ...loaded, findings: told(loaded) }, summarize(loaded))}${more}`);
  } else if (shown.quiet) printResult(printFindings(told(loaded), style, loaded.lines));
  else {
    printResult(diagnoses.map((one) => printDiagnosis(one, style, servers, told(one.loaded))).join("\n"));
  }
  exitBy(loaded.findings);
}

function refuse(name: Name, error: unknown): never {
  if (error instanceof NoSuchName) {
    throw new CannotRun(
      `${withoutDot(name)} is not in DNS: no mail reaches it; register it, or correct the name`,
      { cause: error },
    );
  }
  if (error instanceof NoAnswer) {
    throw new CannotRun(
      `DNS does not answer for ${withoutDot(name)}: ${error.message}; see at the registrar whether its name servers are right, or ask another resolver with --resolver ADDRESS`,
      { cause: error },
    );
  }
  throw error;
}

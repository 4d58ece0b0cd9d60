/** `mailzone verify`: asks DNS for what the specs want, once or until every server agrees. */
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { shellCommand } from "../../../tools/shell-word.mjs";
import { stackName } from "../../engine/stack-name.ts";
import { atLeast, compareFindings, type Finding } from "../../finding.ts";
import { judgeLogos, logosOf } from "../../live/bimi/judge.ts";
import { openAsker } from "../../live/dns/asker.ts";
import { lookOutside } from "../../live/outside/outside.ts";
import { judgePolicies, policiesOf } from "../../live/sts/judge.ts";
import { findingsOf } from "../../live/verify/findings.ts";
import { allAgree, isFound, type ZoneVerdict } from "../../live/verify/verdict.ts";
import { verifyAgain, verifyZones, type World } from "../../live/verify/verify.ts";
import { patienceFor, waitForAgreement } from "../../live/verify/waiting.ts";
import { type Loaded, sound } from "../../pipeline.ts";
import { columns } from "../../report/columns.ts";
import { printJunit } from "../../report/junit.ts";
import { mailServerRows, mailServersLine } from "../../report/mail-servers.ts";
import { printMarkdown } from "../../report/markdown.ts";
import { summarize } from "../../report/summary.ts";
import { coloured, plain, printFindings } from "../../report/text.ts";
import { verifyJson } from "../../report/verify-json.ts";
import { printVerdicts, verifyLine, verifySummary } from "../../report/verify-text.ts";
import { ownCommand } from "../../words/own-command.ts";
import { counted } from "../../words/text.ts";
import { exitBy, isColoured, load } from "../output.ts";
import { CannotRun, INTERRUPTED, printJson, printResult } from "../print.ts";
import { progress, whileWaiting } from "../progress.ts";
import { printLoaded } from "../report.ts";
import { hintNext, leastShown, type Shown } from "../shown.ts";
import { specPaths } from "../stack/spec-paths.ts";
import {
  type DnsOptions,
  findStart,
  INTERCEPTED,
  readResolvers,
  readStart,
  resolverOf,
} from "./dns-options.ts";
import { readDuration, shownDuration } from "./duration.ts";
import { type Judged, judgeSmtp, readSmtp, type SmtpOptions } from "./smtp-options.ts";

export interface VerifyOptions extends DnsOptions, SmtpOptions, Shown {
  /** true without a duration. */
  readonly wait?: string | true;
  readonly format: "text" | "json" | "markdown" | "junit";
}

interface Options extends VerifyOptions {
  readonly stack?: string;
  readonly only: readonly string[];
}

/** @throws CannotRun when the paths or the options cannot be used */
export async function verify(paths: readonly string[], { stack, only, ...options }: Options): Promise<void> {
  const named = [...paths, ...(stack === undefined ? [] : ["--stack", stack]), ...repeated("--only", only)];
  await verifyLoaded(load(specPaths(paths, stack), only, stack && stackName(stack)), options, {
    ...(stack !== undefined && { stack }),
    again: (command) => [command, ...named],
  });
}

/** What was asked for, so that the next command can be about the same. */
interface Asked {
  readonly stack?: string;
  /** The words of a command about the same domains. */
  readonly again: (command: "verify" | "status") => readonly string[];
}

/** The same for specs that were read. @throws CannotRun when the options cannot be used */
export async function verifyLoaded(loaded: Loaded, options: VerifyOptions, asked: Asked): Promise<void> {
  const { wait, format } = options;
  const limit = typeof wait === "string" ? readDuration(wait, "--wait") : undefined;
  const resolvers = readResolvers(options.resolver);
  const settings = { resolvers, start: readStart(options.root) };
  const smtp = readSmtp(options);
  // what cannot be published is not asked for
  if (sound(loaded).errors !== undefined) return printLoaded(loaded, { ...options, format });
  const start = await findStart(settings, "--root ADDRESS of a server that has the zones");
  if (start === undefined) throw new CannotRun(INTERCEPTED);

  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once("SIGINT", interrupt);
  try {
    const world: World = { asker: openAsker({ signal: stop.signal }), start, resolvers };
    const heard: ZoneVerdict[] = [];
    const { tell, end } = progress("asking DNS");
    let verdicts = await verifyZones(loaded.zones, world, (verdict) => {
      // what comes after Ctrl-C is no answer
      if (!stop.signal.aborted)
        tell(`${heard.push(verdict)} of ${counted(loaded.zones.length, "zone")} asked`);
    }).finally(end);
    if (stop.signal.aborted) verdicts = heard;
    else if (wait !== undefined && !allAgree(verdicts)) {
      verdicts = await waited(verdicts, world, limit ?? patienceFor(verdicts), stop.signal);
    }
    const resolver = resolverOf(world.asker, world);
    const outside = stop.signal.aborted
      ? []
      : await whileWaiting("looking up what the records lead to", () => lookOutside(loaded.zones, resolver));
    const web = { isClosed: options.root.length > 0, signal: stop.signal };
    const policies =
      stop.signal.aborted || policiesOf(loaded.zones).size === 0
        ? []
        : await whileWaiting("fetching the MTA-STS policies", () =>
            judgePolicies(loaded.zones, resolver, web),
          );
    const logos =
      stop.signal.aborted || logosOf(loaded.zones).length === 0
        ? []
        : await whileWaiting("fetching the logos", () => judgeLogos(loaded.zones, resolver, web));
    const judged =
      stop.signal.aborted || smtp === undefined
        ? undefined
        : await judgeSmtp(loaded.zones, smtp, resolver, stop.signal);
    const besides = stop.signal.aborted ? outside : [...outside, ...policies, ...logos];
    print(loaded, verdicts, { ...options, outside: besides, ...(judged !== undefined && { judged }) });
    if (!stop.signal.aborted) {
      if (format === "text") hintNext(nextOf(loaded, verdicts, options, asked), options);
      return;
    }
    process.stderr.write(`interrupted: ${heard.length} of ${counted(loaded.zones.length, "zone")} asked\n`);
    process.exitCode = INTERRUPTED;
  } finally {
    process.removeListener("SIGINT", interrupt);
  }
}

async function waited(
  verdicts: readonly ZoneVerdict[],
  world: World,
  seconds: number,
  signal: AbortSignal,
): Promise<readonly ZoneVerdict[]> {
  process.stderr.write(`waiting at most ${shownDuration(seconds)} until every server agrees\n`);
  const { tell, end } = progress("", { linePause: 60_000 });
  return await waitForAgreement(verdicts, {
    limit: seconds * 1000,
    signal,
    sleep: (milliseconds) => sleep(milliseconds, undefined, { signal }).catch(() => {}),
    again: async (verdict) => {
      if (verdict.state === "delegated") return verifyAgain(verdict, world);
      // who has the zone is asked from the beginning
      const [fresh] = await verifyZones([verdict.zone], { ...world, asker: openAsker({ signal }) });
      return fresh as ZoneVerdict;
    },
    told(now, left) {
      const { sets, agreeing } = verifySummary(now, []);
      tell(`${agreeing} of ${counted(sets, "record set")} as wanted; ${shownDuration(left / 1000)} left`);
    },
  }).finally(end);
}

interface Printed extends Shown {
  readonly format: Options["format"];
  /** Findings about what the records lead to, and about policies and logos on web servers. */
  readonly outside: readonly Finding[];
  /** With --smtp. */
  readonly judged?: Judged;
}

function print(
  loaded: Loaded,
  verdicts: readonly ZoneVerdict[],
  { format, outside, judged, ...shown }: Printed,
): void {
  const servers = judged?.servers;
  const findings = [...findingsOf(verdicts), ...outside, ...(judged?.findings ?? [])].sort(compareFindings);
  const told = atLeast(findings, leastShown(shown, "info"));
  const own: Loaded = { ...loaded, findings: told, waived: [] };
  const style = isColoured(process.stdout) ? coloured : plain;
  if (format === "json") printJson(verifyJson(verdicts, told, servers, verifySummary(verdicts, findings)));
  else if (format === "junit") printResult(printJunit(own));
  else if (format === "markdown") {
    const more = servers === undefined ? "" : `\n${mailServersLine(servers)}\n`;
    printResult(`${printMarkdown(own, summarize({ ...own, findings }))}${more}`);
  } else if (shown.quiet) printResult(printFindings(told, style, loaded.lines));
  else {
    const hosts = servers === undefined ? "" : columns(mailServerRows(servers));
    printResult(
      `${printFindings(told, style, loaded.lines)}${printVerdicts(verdicts)}${hosts}${verifyLine(verdicts, findings)}\n`,
    );
  }
  exitBy(findings);
}

/** What the user runs next; "" if all is well, or if the findings say what. */
function nextOf(
  loaded: Loaded,
  verdicts: readonly ZoneVerdict[],
  { wait, resolver, root }: VerifyOptions,
  asked: Asked,
): string {
  const again = (command: "verify" | "status", ...more: string[]): string =>
    ownCommand(
      shellCommand([
        ...asked.again(command),
        ...repeated("--resolver", resolver),
        ...repeated("--root", root),
        ...more,
      ]),
    );
  const sets = verdicts.flatMap((verdict) => (isFound(verdict) ? verdict.sets : []));
  const wrong = sets.flatMap(({ heard }) => heard.filter(({ agrees }) => !agrees));
  if (wrong.some(({ name }) => name !== undefined)) {
    const [stack, ...others] = new Set(loaded.domains.map(({ spec }) => asked.stack ?? spec.stack));
    // what the specs have and the zone lacks may not be applied yet
    return stack === undefined || others.length > 0
      ? ""
      : ownCommand(shellCommand(["plan", "--stack", stack]));
  }
  // resolvers still have what was there before
  if (wrong.length > 0) return wait === undefined ? again("verify", "--wait") : "";
  const isMigrating = loaded.domains.some(({ spec }) => spec.migration !== undefined);
  return isMigrating && allAgree(verdicts) ? again("status") : "";
}

const repeated = (option: string, values: readonly string[]): readonly string[] =>
  values.flatMap((value) => [option, value]);

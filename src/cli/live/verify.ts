/** `mailzone verify`: asks DNS for what the specs want, once or until every server agrees. */
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { compareFindings, type Finding } from "../../finding.ts";
import { openAsker } from "../../live/dns/asker.ts";
import { lookOutside } from "../../live/outside/outside.ts";
import { findingsOf } from "../../live/verify/findings.ts";
import { allAgree, type ZoneVerdict } from "../../live/verify/verdict.ts";
import { verifyAgain, verifyZones, type World } from "../../live/verify/verify.ts";
import { patienceFor, waitForAgreement } from "../../live/verify/waiting.ts";
import { type Loaded, sound } from "../../pipeline.ts";
import { printJunit } from "../../report/junit.ts";
import { printMarkdown } from "../../report/markdown.ts";
import { summarize } from "../../report/summary.ts";
import { coloured, plain, printFindings } from "../../report/text.ts";
import { verifyJson } from "../../report/verify-json.ts";
import { printVerdicts, verifyLine, verifySummary } from "../../report/verify-text.ts";
import { counted } from "../../words/text.ts";
import { exitBy, isColoured, load } from "../output.ts";
import { CannotRun, printJson, printResult } from "../print.ts";
import { printLoaded } from "../report.ts";
import { usableStack } from "../stack/stack-name.ts";
import { type DnsOptions, readResolvers, readStart, refuseWithoutRoots, resolverOf } from "./dns-options.ts";
import { readDuration, shownDuration } from "./duration.ts";

interface Options extends DnsOptions {
  readonly stack?: string;
  /** true without a duration. */
  readonly wait?: string | true;
  readonly format: "text" | "json" | "markdown" | "junit";
}

/** Ctrl-C, as shells report it. */
const INTERRUPTED = 130;

/** @throws CannotRun when the paths or the options cannot be used */
export async function verify(paths: readonly string[], options: Options): Promise<void> {
  const { stack, wait, format } = options;
  const limit = typeof wait === "string" ? readDuration(wait, "--wait") : undefined;
  const resolvers = readResolvers(options.resolver);
  const start = readStart(options.root);
  if (stack !== undefined && paths.length > 0)
    throw new CannotRun("name either paths or a stack with --stack");
  const loaded = load(stack === undefined ? (paths.length > 0 ? paths : ["stacks"]) : [folderOf(stack)]);
  // what cannot be published is not asked for
  if (sound(loaded).errors !== undefined) return printLoaded(loaded, format);
  await refuseWithoutRoots({ start, resolvers });

  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once("SIGINT", interrupt);
  try {
    const world: World = { asker: openAsker({ signal: stop.signal }), start, resolvers };
    const asked: ZoneVerdict[] = [];
    const told = progress(loaded.zones.length);
    let verdicts = await verifyZones(loaded.zones, world, (verdict) => {
      // what comes after Ctrl-C is no answer
      if (!stop.signal.aborted) told(asked.push(verdict));
    });
    if (stop.signal.aborted) verdicts = asked;
    else if (wait !== undefined && !allAgree(verdicts)) {
      verdicts = await waited(verdicts, world, limit ?? patienceFor(verdicts), stop.signal);
    }
    const outside = stop.signal.aborted
      ? []
      : await lookOutside(loaded.zones, resolverOf(world.asker, world));
    print(loaded, verdicts, { format, outside });
    if (!stop.signal.aborted) return;
    process.stderr.write(`interrupted: ${asked.length} of ${counted(loaded.zones.length, "zone")} asked\n`);
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
  const tell = line();
  tell(`waiting at most ${shownDuration(seconds)} until every server agrees`, "now");
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
  });
}

/** The folder of a stack's specs; of ORG/PROJECT/NAME the name. */
const folderOf = (stack: string): string => join("stacks", usableStack(stack).split("/").at(-1) ?? "");

/** For a fleet: how many zones are done, every ten seconds. */
function progress(zones: number): (done: number) => void {
  let last = performance.now();
  return (done) => {
    if (performance.now() - last < 10_000) return;
    last = performance.now();
    process.stderr.write(`${done} of ${counted(zones, "zone")} asked\n`);
  };
}

/** One line that changes on a terminal; in a pipeline one a minute. */
function line(): (text: string, when?: "now") => void {
  let last = Number.NEGATIVE_INFINITY;
  const isTerminal = process.stderr.isTTY === true;
  return (text, when) => {
    if (when === "now") process.stderr.write(`${text}\n`);
    else if (isTerminal) process.stderr.write(`\r\x1b[K${text}`);
    else if (performance.now() - last >= 60_000) {
      last = performance.now();
      process.stderr.write(`${text}\n`);
    }
  };
}

interface Printed {
  readonly format: Options["format"];
  /** Findings about what the records lead to. */
  readonly outside: readonly Finding[];
}

function print(loaded: Loaded, verdicts: readonly ZoneVerdict[], { format, outside }: Printed): void {
  const findings = [...findingsOf(verdicts), ...outside].sort(compareFindings);
  const own: Loaded = { ...loaded, findings, waived: [] };
  const style = isColoured(process.stdout) ? coloured : plain;
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  if (format === "json") printJson(verifyJson(verdicts, findings));
  else if (format === "junit") printResult(printJunit(own));
  else if (format === "markdown") printResult(printMarkdown(own, summarize(own)));
  else {
    printResult(
      `${printFindings(findings, style, loaded.lines)}${printVerdicts(verdicts)}${verifyLine(verdicts, findings)}\n`,
    );
  }
  exitBy(findings);
}

/** A stack's specs go through the real engine to the stand-in clouds, then every record is asked for over DNS. */
import { Resolver } from "node:dns/promises";
import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { heal } from "../src/engine/heal.ts";
import { previewStack } from "../src/engine/preview.ts";
import { EngineRefused } from "../src/engine/refused.ts";
import { toldFindings } from "../src/engine/told-findings.ts";
import { confirmationOf } from "../src/guard/run.ts";
import { observe } from "../src/live/observe.ts";
import type { Sound } from "../src/pipeline.ts";
import { columns } from "../src/report/columns.ts";
import { type StackFile, stackPath } from "../src/spec/stack-file.ts";
import { ownCommand } from "../src/words/own-command.ts";
import { counted } from "../src/words/text.ts";
import { withoutDot } from "../src/zone/name.ts";
import { printRdata } from "../src/zone/rdata.ts";
import { askGuarded, stoppable } from "../tools/child.mjs";
import { withLock } from "../tools/lock.mjs";
import type { Cloud } from "./clouds/cloud-id.ts";
import { type DnsServer, startDnsServer } from "./dns-server.ts";
import { ensureSandboxHome, sandboxEnvironment } from "./home.ts";
import { ensureZones, wantedZones } from "./zones.ts";

type Zone = Sound["zones"][number];

/** What was asked for one record. */
interface Row {
  readonly isRight: boolean;
  readonly cells: readonly string[];
}

const START_OVER = `To start over with an empty sandbox: ${ownCommand("sandbox reset")}`;

/** Characters of a value that are shown. */
const WIDTH = 76;

/** What is run: a sandbox stack of the project in the working directory. */
export interface Rehearsal {
  readonly stack: string;
  readonly file: StackFile;
  /** Its specs. */
  readonly loaded: Sound;
  /** The folder of the engine. */
  readonly engineBin: string;
  /** The command that runs this again. */
  readonly again: string;
}

/** Yields the exit code: 0 if every record was answered as wanted. */
export async function rehearse(rehearsal: Rehearsal): Promise<number> {
  const home = ensureSandboxHome();
  const { zones } = rehearsal.loaded;
  ensureZones(home, wantedZones(zones));
  Object.assign(process.env, sandboxEnvironment(home, rehearsal.engineBin));
  const alone = { log: complain, what: `running ${rehearsal.again} in this project` };
  return await stoppable(() =>
    withLock(join(home, "start.lock"), () => new Run(rehearsal, home).run(zones), alone),
  );
}

/** Ends the run; why has been said. */
class Failed extends Error {
  readonly code: number;
  constructor(code: number) {
    super(`exit code ${code}`);
    this.code = code;
  }
}

class Run {
  readonly #rehearsal: Rehearsal;
  readonly #home: string;
  /** Is there while an `up` runs, and after one that ended before its time: killed, or without an answer. */
  readonly #unfinished: string;
  /** What the program has found wrong in the `up` that runs. */
  readonly #findings: string;

  constructor(rehearsal: Rehearsal, home: string) {
    this.#rehearsal = rehearsal;
    this.#home = home;
    this.#unfinished = join(home, "unfinished");
    this.#findings = join(home, "findings.jsonl");
  }

  /** Yields the exit code. */
  async run(zones: readonly Zone[]): Promise<number> {
    try {
      await this.#publish();
    } catch (error) {
      if (error instanceof Failed) return error.code;
      if (!(error instanceof EngineRefused)) throw error;
      complain(`${error.message}. ${START_OVER}`);
      return 1;
    }
    say("\nAsking for every record over DNS:\n");
    return (await askForAll(this.#home, zones)) ? 0 : 1;
  }

  async #publish(): Promise<void> {
    const { stack, file } = this.#rehearsal;
    say(`Running pulumi up on stack ${stack}: specs in ${file.specs}, stand-in clouds in ${this.#home}`);
    // First, because beside a half written file "stack select --create" puts an empty state in place of the old one.
    const isUnfinished = existsSync(this.#unfinished);
    await heal(stack, complain, isUnfinished ? { unfinished: {} } : {});
    await this.#pulumi("stack", "select", "--create", "--stack", stack);
    const options = isUnfinished ? await this.#confirming() : [];
    writeFileSync(this.#unfinished, "");
    await this.#up(options);
    rmSync(this.#unfinished);
  }

  /**
   * The options of an `up` that finishes one that was interrupted. What is left of a creation can look like a change that
   * guards refuse, such as the second MX of a domain; a stack on a real cloud asks its owner about it.
   */
  async #confirming(): Promise<string[]> {
    const { stack, file } = this.#rehearsal;
    const { findings } = await previewStack(stack, () => {});
    const confirmations = findings.flatMap((finding) => confirmationOf(finding) ?? []);
    if (confirmations.length === 0) return [];
    complain(
      `finishing a run that was interrupted: ${counted(confirmations.length, "change")} that guards ask about confirmed, in the sandbox and for this run only`,
    );
    const copy = join(this.#home, `Pulumi.${stack}.yaml`);
    copyFileSync(stackPath(stack), copy);
    const values = confirmations.flatMap(({ path, id }) => ["--config", `${file.project}:${path}=${id}`]);
    return ["--config-file", copy, "--config-path", ...values];
  }

  /** What ends before the program registers anything has changed nothing; any other failure may leave work. @throws Failed */
  async #up(options: readonly string[]): Promise<void> {
    rmSync(this.#findings, { force: true });
    process.env["MAILZONE_FINDINGS"] = this.#findings;
    const { stack, again } = this.#rehearsal;
    const words = ["up", "--stack", stack, "--yes", "--skip-preview", "--suppress-progress", ...options];
    const code = await runPulumi(words);
    delete process.env["MAILZONE_FINDINGS"];
    if (code === 0) return;
    const told = toldFindings(this.#findings);
    if (told === undefined || told.some(({ severity }) => severity === "error")) {
      rmSync(this.#unfinished);
      complain(`\n${unapplied(this.#rehearsal)}`);
      // conflicts with what the sandbox holds, and questions of guards
      if (told?.some(({ ofSpecs }) => ofSpecs !== true) === true) complain(START_OVER);
      throw new Failed(code);
    }
    complain(
      `\npulumi up did not finish; the reason is above. To repair what it left and finish it: ${again}`,
    );
    throw new Failed(code);
  }

  /** Runs a Pulumi command on the sandbox. @throws Failed */
  async #pulumi(...words: readonly string[]): Promise<void> {
    const code = await runPulumi(words);
    if (code === 0) return;
    complain(
      `\npulumi ${words.slice(0, 2).join(" ")} failed; the reason is above. ${unapplied(this.#rehearsal)}`,
    );
    complain(START_OVER);
    throw new Failed(code);
  }
}

/** What follows an error before anything was registered. */
export const unapplied = ({ again }: Pick<Rehearsal, "again">): string =>
  `Nothing was changed. Once what is reported above is fixed, run again: ${again}`;

/** Prints a table for each zone, and says whether all records were answered as wanted. */
async function askForAll(home: string, zones: readonly Zone[]): Promise<boolean> {
  const servers = new Map<Cloud, DnsServer>();
  const rows: Row[] = [];
  for (const zone of zones) {
    const { id } = zone.cloud;
    const server = servers.get(id) ?? (await startDnsServer({ home, cloud: id }));
    servers.set(id, server);
    const asked = await ask(zone, server);
    rows.push(...asked);
    say(`${withoutDot(zone.name)} on ${zone.cloud.title}`);
    process.stdout.write(columns(asked.map(({ cells }) => cells)));
  }
  for (const server of servers.values()) await server.close();
  const wrong = rows.filter(({ isRight }) => !isRight).length;
  say(
    wrong === 0
      ? `\n${rows.length} records answered as wanted.`
      : `\n${wrong} of ${rows.length} records not answered as wanted.`,
  );
  return wrong === 0;
}

/** Asks the zone's cloud for each RRset; one row a record. */
async function ask(zone: Zone, server: DnsServer): Promise<Row[]> {
  const resolver = new Resolver();
  resolver.setServers([`127.0.0.1:${server.port}`]);
  const rows: Row[] = [];
  for (const rrset of zone.rrsets) {
    const wanted = rrset.records.map(({ data }) => printRdata(data));
    const answered = await observe(resolver, rrset.name, rrset.type);
    for (const value of new Set([...wanted, ...answered])) {
      const isRight = wanted.includes(value) && answered.includes(value);
      const verdict = isRight ? "ok" : wanted.includes(value) ? "MISSING" : "UNEXPECTED";
      rows.push({ isRight, cells: [verdict, withoutDot(rrset.name), rrset.type, shorten(value)] });
    }
  }
  return rows;
}

function shorten(value: string): string {
  return value.length > WIDTH ? `${value.slice(0, WIDTH - 3)}...` : value;
}

async function runPulumi(words: readonly string[]): Promise<number> {
  const stdio = ["ignore", "inherit", "inherit"] as const;
  return (await askGuarded("pulumi", [...words, "--non-interactive"], { stdio })).code;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** `npm start`: the sample stack goes through the real engine to the stand-in clouds, then every record is asked for. */

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
import { type Loaded, loadPaths } from "../src/pipeline.ts";
import { columns } from "../src/report/columns.ts";
import { printFindings } from "../src/report/text.ts";
import { counted } from "../src/words/text.ts";
import { withoutDot } from "../src/zone/name.ts";
import { printRdata } from "../src/zone/rdata.ts";
import { askGuarded, stoppable } from "../tools/child.mjs";
import { withLock } from "../tools/lock.mjs";
import type { Cloud } from "./clouds/cloud-id.ts";
import { type DnsServer, startDnsServer } from "./dns-server.ts";
import { ensureSandboxHome, sandboxEnvironment } from "./home.ts";
import { ensureZones, wantedZones } from "./zones.ts";

type Zone = Loaded["zones"][number];

/** What was asked for one record. */
interface Row {
  readonly isRight: boolean;
  readonly cells: readonly string[];
}

const STACK = "sandbox";
const START_OVER = "To start over: npm run -s mailzone -- sandbox reset";
const ROOT = join(import.meta.dirname, "..");

/** Characters of a value that are shown. */
const WIDTH = 76;

const { zones, findings } = loadPaths([join("stacks", STACK)], ROOT);
process.stdout.write(printFindings(findings.filter(({ severity }) => severity === "error")));

const home = ensureSandboxHome();
ensureZones(home, wantedZones(zones));

/** Is there while an `up` runs, and after one that ended before its time: killed, or without an answer. */
const UNFINISHED = join(home, "unfinished");

/** What the program has found wrong in the `up` that runs. */
const FINDINGS = join(home, "findings.jsonl");

Object.assign(process.env, sandboxEnvironment(home, process.env["MAILZONE_ENGINE_BIN"] ?? ""));
process.chdir(ROOT);

const alone = { log: complain, what: "running npm start in this clone" };
process.exitCode = await stoppable(() => withLock(join(home, "start.lock"), demonstrate, alone));

/** Yields the exit code. */
async function demonstrate(): Promise<number> {
  say(`Running pulumi up on stack ${STACK}: specs in stacks/${STACK}, stand-in clouds in ${home}`);
  // First, because beside a half written file "stack select --create" puts an empty state in place of the old one.
  const isUnfinished = existsSync(UNFINISHED);
  await heal(STACK, complain, { isUnfinished }).catch(giveUp);
  await pulumi("stack", "select", "--create", "--stack", STACK);
  const options = isUnfinished ? await confirming() : [];
  writeFileSync(UNFINISHED, "");
  await up(options);
  rmSync(UNFINISHED);
  say("\nAsking for every record over DNS:\n");
  return (await askForAll()) ? 0 : 1;
}

/**
 * The options of an `up` that finishes one that was interrupted. What is left of a creation can look like a change that guards
 * refuse, such as the second MX of a domain; a stack on a real cloud asks its owner about it.
 */
async function confirming(): Promise<string[]> {
  const { findings } = await previewStack(STACK, () => {});
  const confirmations = findings.flatMap((finding) => confirmationOf(finding) ?? []);
  if (confirmations.length === 0) return [];
  complain(
    `finishing a run that was interrupted: ${counted(confirmations.length, "change")} that guards ask about confirmed, in the sandbox and for this run only`,
  );
  const file = join(home, `Pulumi.${STACK}.yaml`);
  copyFileSync(join(ROOT, "stacks", `Pulumi.${STACK}.yaml`), file);
  const values = confirmations.flatMap(({ path, id }) => ["--config", `mailzone:${path}=${id}`]);
  return ["--config-file", file, "--config-path", ...values];
}

/** Prints a table for each zone, and says whether all records were answered as wanted. */
async function askForAll(): Promise<boolean> {
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

/** Ends this program when it fails. An `up` that was refused has changed nothing; any other failure may leave work. */
async function up(options: readonly string[]): Promise<void> {
  rmSync(FINDINGS, { force: true });
  process.env["MAILZONE_FINDINGS"] = FINDINGS;
  const words = ["up", "--stack", STACK, "--yes", "--skip-preview", "--suppress-progress", ...options];
  const code = await runPulumi(words);
  delete process.env["MAILZONE_FINDINGS"];
  if (code === 0) return;
  if (toldFindings(FINDINGS).some(({ severity }) => severity === "error")) {
    rmSync(UNFINISHED);
    failed("up", code);
  }
  complain(
    "\npulumi up did not finish; the reason is above. To repair what it left and finish it: npm start",
  );
  process.exit(code);
}

/** Runs a Pulumi command on the sandbox; ends this program with its exit code when it fails. */
async function pulumi(...words: readonly string[]): Promise<void> {
  const code = await runPulumi(words);
  if (code !== 0) failed(words[0], code);
}

async function runPulumi(words: readonly string[]): Promise<number> {
  const stdio = ["ignore", "inherit", "inherit"] as const;
  return (await askGuarded("pulumi", [...words, "--non-interactive"], { stdio })).code;
}

function failed(command: string | undefined, code: number): never {
  complain(`\npulumi ${command} failed; the reason is above. ${START_OVER}`);
  process.exit(code);
}

/** @throws what is a bug, not a refusal */
function giveUp(error: unknown): never {
  if (!(error instanceof EngineRefused)) throw error;
  complain(`${error.message}. ${START_OVER}`);
  process.exit(1);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

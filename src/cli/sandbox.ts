/** `mailzone sandbox try`, `start`, `stop`, `reset`, `env` and `status`. */
import process from "node:process";
import {
  type RunningServers,
  resetSandbox,
  sandboxStatus,
  startSandbox,
  stopSandbox,
} from "../../sandbox/control.ts";
import { ensureSandboxHome, sandboxEnvironment } from "../../sandbox/home.ts";
import { rehearse, unapplied } from "../../sandbox/rehearsal.ts";
import { ensureZones, wantedZones } from "../../sandbox/zones.ts";
import { ensureEngine, findEngine } from "../../tools/engine.mjs";
import { shellWord } from "../../tools/shell-word.mjs";
import { loadWithConfig, sound } from "../pipeline.ts";
import { columns } from "../report/columns.ts";
import { projectOf } from "../source/project.ts";
import { readStackFile, stackPath } from "../spec/stack-file.ts";
import { ownCommand } from "../words/own-command.ts";
import { open } from "./open.ts";
import { CannotRun, load, printResult } from "./output.ts";
import { printLoaded } from "./report.ts";
import { usableStack } from "./stack/stack-name.ts";

/** The npm scripts that are this command, in a clone and as `init` writes them. */
const SCRIPTS: Readonly<Record<string, string>> = { start: "npm start", try: "npm run try" };

/** Installs an engine where there is none, unless the specs have errors. */
export async function tryOut(stack: string): Promise<void> {
  const { root } = projectOf(process.cwd(), process.cwd());
  const file = readStackFile(root, usableStack(stack));
  if (!file.sandbox) {
    throw new CannotRun(
      `stack ${stack} is not for the sandbox: ${stackPath(stack)} has no ${file.project}:sandbox: "true"`,
    );
  }
  // as it is typed in the folder where this was, which a path to a clone depends on
  const again = SCRIPTS[process.env["npm_lifecycle_event"] ?? ""] ?? ownCommand(`sandbox try ${stack}`);
  process.chdir(root);
  const found = loadWithConfig(open([file.specs], stack));
  const loaded = sound(found);
  if (loaded.errors !== undefined) {
    printLoaded(found, { format: "text", severity: "error" });
    process.stderr.write(`${unapplied({ again })}\n`);
    return;
  }
  const { bin } = await ensureEngine({ log: (line) => process.stderr.write(`${line}\n`) });
  process.exitCode = await rehearse({ stack, file, loaded, engineBin: bin, again });
}

export async function start(paths: readonly string[]): Promise<void> {
  const { zones } = load(paths);
  const home = ensureSandboxHome();
  ensureZones(home, wantedZones(zones));
  const servers = await startSandbox(home);
  printResult(`${servers.started ? "started" : "already running"}\n${ports(servers)}`);
}

export async function stop(): Promise<void> {
  printResult((await stopSandbox()) ? "stopped" : "not running");
}

export async function reset(): Promise<void> {
  await resetSandbox();
  printResult("The sandbox is empty: no zones, no records, no stacks.");
}

export async function env(): Promise<void> {
  const bin = process.env["MAILZONE_ENGINE_BIN"] ?? (await findEngine()).engine?.bin;
  if (bin === undefined)
    throw new CannotRun(
      `no Pulumi engine found: ${ownCommand("sandbox try")} installs one, ${ownCommand("doctor")} tells you more`,
    );
  const variables = sandboxEnvironment(ensureSandboxHome(), bin);
  printResult(
    Object.entries(variables)
      .map(([name, value]) => `export ${name}=${shellWord(value)}`)
      .join("\n"),
  );
}

export async function status(): Promise<void> {
  const { home, servers, log, zones } = await sandboxStatus();
  printResult(
    [
      `home  ${home}`,
      servers === undefined ? `DNS   not running: ${ownCommand("sandbox start")}` : ports(servers),
      `log   ${log}`,
      "",
      zones.length === 0
        ? "no zones"
        : columns(
            zones.map(({ cloud, account, name, records }) => [cloud, account || "-", String(records), name]),
          ).trimEnd(),
    ].join("\n"),
  );
}

function ports({ ports: { all, ...each } }: RunningServers): string {
  const clouds = Object.entries(each).map(([cloud, port]) => `${cloud} ${port}`);
  return `DNS   127.0.0.1 port ${all} (one cloud only: ${clouds.join(", ")}); try: dig @127.0.0.1 -p ${all} example.com MX`;
}

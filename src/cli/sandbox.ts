/** `mailzone sandbox start`, `stop`, `reset`, `env` and `status`. */
import process from "node:process";
import {
  type RunningServers,
  resetSandbox,
  sandboxStatus,
  startSandbox,
  stopSandbox,
} from "../../sandbox/control.ts";
import { ensureSandboxHome, sandboxEnvironment } from "../../sandbox/home.ts";
import { ensureZones, wantedZones } from "../../sandbox/zones.ts";
import { findEngine } from "../../tools/engine.mjs";
import { shellWord } from "../../tools/shell-word.mjs";
import { columns } from "../report/columns.ts";
import { CannotRun, load, printResult } from "./output.ts";

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
    throw new CannotRun("no Pulumi engine found: npm start installs one, npm run doctor tells you more");
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
      servers === undefined ? "DNS   not running: mailzone sandbox start" : ports(servers),
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

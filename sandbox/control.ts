/** The sandbox as a whole: starts and stops its DNS servers, empties it, and says what it holds. */
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { decode, encode } from "dns-packet";
import { makeFolder, writeWhole } from "../tools/write-file.mjs";
import { type Cloud, clouds } from "./clouds/cloud-id.ts";
import { IDENTITY_NAME } from "./dns-message.ts";
import { ensureSandboxHome, sandboxHome } from "./home.ts";
import { Store } from "./store.ts";

/** What `dns.json` says of the running DNS servers. `all` answers for every cloud, the others for one each. */
export interface RunningServers {
  readonly pid: number;
  readonly identity: string;
  readonly ports: Readonly<{ all: number } & Record<Cloud, number>>;
}

/** The state of a sandbox. */
export interface SandboxStatus {
  readonly home: string;
  /** Absent when no DNS server runs. */
  readonly servers?: RunningServers;
  /** The file that the servers write to. */
  readonly log: string;
  readonly zones: readonly {
    readonly cloud: Cloud;
    readonly account: string;
    readonly name: string;
    readonly records: number;
  }[];
}

/** Milliseconds that a server has to start, to end, and to answer who it is. */
const START_TIMEOUT = 15_000;
const STOP_TIMEOUT = 5_000;
const ASK_TIMEOUT = 1_000;

/** Milliseconds between two looks at what is waited for. */
const POLL = 20;

/** Starts the DNS servers in the background unless they run already; `started` says which it was. */
export async function startSandbox(
  home: string = sandboxHome(),
): Promise<RunningServers & { started: boolean }> {
  ensureSandboxHome(home);
  const running = await runningServers(home);
  if (running) return { ...running, started: false };

  // `.ts` from source, `.js` from `dist`
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const program = join(import.meta.dirname, `dns-main${extension}`);
  const log = openSync(logFile(home), "a");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, home], {
    cwd: home,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const failed = new Promise<never>((_, fail) => {
    child.once("error", fail);
    child.once("exit", (code) => {
      // 0 says that another start was quicker, and its server is the one to wait for
      if (code !== 0)
        fail(new Error(`the sandbox DNS server exited with code ${code}; see ${logFile(home)}`));
    });
  });
  failed.catch(() => undefined);
  try {
    const servers = await Promise.race([failed, untilRunning(home)]);
    // another start was quicker: ours, if it is still on its way, must not serve when that one is stopped
    if (servers.pid !== child.pid) child.kill();
    return { ...servers, started: servers.pid === child.pid };
  } finally {
    child.removeAllListeners("exit");
    child.unref();
  }
}

/** Ends the DNS servers of this sandbox, and only these; says whether any ran. */
export async function stopSandbox(home: string = sandboxHome()): Promise<boolean> {
  const running = await runningServers(home);
  rmSync(runningFile(home), { force: true });
  if (!running) return false;
  process.kill(running.pid, "SIGTERM");
  for (const end = Date.now() + STOP_TIMEOUT; alive(running.pid); await sleep(POLL)) {
    if (Date.now() > end) throw new Error(`the sandbox DNS server (process ${running.pid}) did not stop`);
  }
  return true;
}

/** Empties the zones, the request log and the stacks' state; the DNS servers keep running. */
export async function resetSandbox(home: string = sandboxHome()): Promise<void> {
  const store = new Store(home);
  store.clear();
  store.close();
  // which stack was selected is remembered beside the plugins, and would name a stack that is gone
  for (const folder of ["state", join("pulumi", "workspaces")])
    rmSync(join(home, folder), { recursive: true, force: true });
  ensureSandboxHome(home);
}

/** What runs and what is stored; makes nothing. */
export async function sandboxStatus(home: string = sandboxHome()): Promise<SandboxStatus> {
  const servers = await runningServers(home);
  return { home, ...(servers ? { servers } : {}), log: logFile(home), zones: storedZones(home) };
}

/** The servers of `dns.json`, if they are alive and really ours: a pid and a port may have gone to others since. */
export async function runningServers(home: string): Promise<RunningServers | undefined> {
  const said = readRunning(home);
  return said && (await askIdentity(said.ports.all)) === said.identity ? said : undefined;
}

/** What `dns.json` holds, right or wrong; undefined when it is missing. */
export function readRunning(home: string): RunningServers | undefined {
  try {
    return JSON.parse(readFileSync(runningFile(home), "utf8"));
  } catch {
    return undefined;
  }
}

/** Writes `dns.json` as a whole, so that no reader sees half of it. */
export function writeRunning(home: string, servers: RunningServers): void {
  makeFolder(home);
  writeWhole(runningFile(home), `${JSON.stringify(servers, null, 2)}\n`);
}

async function untilRunning(home: string): Promise<RunningServers> {
  for (const end = Date.now() + START_TIMEOUT; Date.now() < end; await sleep(POLL)) {
    const running = await runningServers(home);
    if (running) return running;
  }
  throw new Error(
    `the sandbox DNS server did not start within ${START_TIMEOUT / 1000} s; see ${logFile(home)}`,
  );
}

/** Asks a port on loopback who it is (RFC 4892). */
function askIdentity(port: number): Promise<string | undefined> {
  const socket = createSocket("udp4");
  return new Promise<string | undefined>((done) => {
    const timer = setTimeout(() => done(undefined), ASK_TIMEOUT);
    socket.on("error", () => done(undefined));
    socket.on("message", (message) => {
      clearTimeout(timer);
      const [answer] = decode(message).answers ?? [];
      done(answer?.type === "TXT" ? String(answer.data) : undefined);
    });
    // a connected socket hears at once that no one listens
    socket.connect(port, "127.0.0.1", () => {
      socket.send(
        encode({ type: "query", id: 1, questions: [{ type: "TXT", class: "CH", name: IDENTITY_NAME }] }),
      );
    });
  }).finally(() => socket.close());
}

function storedZones(home: string): SandboxStatus["zones"] {
  if (!existsSync(join(home, "zones.sqlite"))) return [];
  const store = new Store(home);
  try {
    return clouds.flatMap((cloud) =>
      store
        .zones(cloud)
        .map(({ id, account, name }) => ({ cloud, account, name, records: store.countRecords(cloud, id) })),
    );
  } finally {
    store.close();
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function runningFile(home: string): string {
  return join(home, "dns.json");
}

function logFile(home: string): string {
  return join(home, "dns.log");
}

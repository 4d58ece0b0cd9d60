import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { decode, encode } from "dns-packet";
import { identityName } from "./dns-message.ts";
import { ensureSandboxHome, sandboxHome } from "./home.ts";
import { type Cloud, clouds, Store } from "./store.ts";

/** What `dns.json` says of the running DNS servers. `all` answers for every cloud, the others for one each. */
export interface RunningServers {
  pid: number;
  identity: string;
  ports: { all: number } & Record<Cloud, number>;
}

/** The state of a sandbox. */
export interface SandboxStatus {
  home: string;
  /** Absent when no DNS server runs. */
  servers?: RunningServers;
  log: string;
  zones: { cloud: Cloud; account: string; name: string; records: number }[];
}

const startTimeout = 15_000;
const stopTimeout = 5_000;
const askTimeout = 1_000;

/** Starts the DNS servers in the background unless they run already; `started` says which it was. */
export async function startSandbox(
  home: string = sandboxHome(),
): Promise<RunningServers & { started: boolean }> {
  ensureSandboxHome(home);
  const running = await runningServers(home);
  if (running) return { ...running, started: false };

  const program = join(
    dirname(fileURLToPath(import.meta.url)),
    `dns-main${import.meta.url.slice(import.meta.url.lastIndexOf("."))}`,
  );
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
      // 0 says that another start was quicker, and its server is the one to wait for.
      if (code !== 0) fail(new Error(`the sandbox's DNS server ended with ${code}; see ${logFile(home)}`));
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
  for (const end = Date.now() + stopTimeout; alive(running.pid); await sleep(20)) {
    if (Date.now() > end) throw new Error(`the sandbox's DNS server (process ${running.pid}) did not end`);
  }
  return true;
}

/** Empties the zones, the request log and the stacks' state; the DNS servers keep running. */
export async function resetSandbox(home: string = sandboxHome()): Promise<void> {
  const store = new Store(home);
  store.clear();
  store.close();
  // Which stack was selected is remembered beside the plugins, and would name a stack that is gone.
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

/** Writes `dns.json` in one step, so that no reader sees half of it. */
export function writeRunning(home: string, servers: RunningServers): void {
  mkdirSync(home, { recursive: true });
  const draft = `${runningFile(home)}.${servers.pid}`;
  writeFileSync(draft, `${JSON.stringify(servers, null, 2)}\n`);
  renameSync(draft, runningFile(home));
}

async function untilRunning(home: string): Promise<RunningServers> {
  for (const end = Date.now() + startTimeout; Date.now() < end; await sleep(20)) {
    const running = await runningServers(home);
    if (running) return running;
  }
  throw new Error(`the sandbox's DNS server did not start in ${startTimeout / 1000} s; see ${logFile(home)}`);
}

/** Asks a port on loopback who it is (RFC 4892). */
function askIdentity(port: number): Promise<string | undefined> {
  const socket = createSocket("udp4");
  return new Promise<string | undefined>((done) => {
    const timer = setTimeout(() => done(undefined), askTimeout);
    socket.on("error", () => done(undefined));
    socket.on("message", (message) => {
      clearTimeout(timer);
      const [answer] = decode(message).answers ?? [];
      done(answer?.type === "TXT" ? String(answer.data) : undefined);
    });
    // A connected socket hears at once that no one listens.
    socket.connect(port, "127.0.0.1", () => {
      socket.send(
        encode({ type: "query", id: 1, questions: [{ type: "TXT", class: "CH", name: identityName }] }),
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

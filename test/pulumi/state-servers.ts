/** Servers on loopback that keep states: PostgreSQL of Debian, S3 in memory, and a service of keys for their secrets. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createSocket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { goEnvironment } from "../../tools/engine-from-go.mjs";
import { programPath } from "../needs.ts";
import { processesBelow } from "./killing.ts";

export interface StateServer {
  /** The address of one of its databases or buckets, for PULUMI_BACKEND_URL. */
  readonly url: (name: string) => string;
  /** Makes a database or a bucket. */
  readonly make: (name: string) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Of the ordinary user that a server becomes where the tests run as root, which PostgreSQL refuses. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const ordinary = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

export interface Postgres extends StateServer {
  /** Ends all of its processes at once, as a machine does that dies. */
  readonly kill: () => Promise<void>;
  /** Begins again, with what it has written. */
  readonly begin: () => void;
  /** Runs SQL in a database. */
  readonly sql: (database: string, ...statements: readonly string[]) => void;
}

/** Nothing is kept, so nothing has to reach the disk. */
const UNSAFE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

export async function startPostgres(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-postgres-"));
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const data = join(folder, "data");
  const quietly = { ...ordinary, cwd: folder, stdio: "ignore" } as const;
  execFileSync(
    programPath("initdb"),
    ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync", "-D", data],
    quietly,
  );
  const port = await freePort();
  const server = join(programPath("initdb"), "../pg_ctl");
  const settings = [`port=${port}`, "listen_addresses=127.0.0.1", `unix_socket_directories=${folder}`];
  const words = [...settings, ...UNSAFE].map((setting) => `-c ${setting}`).join(" ");
  const log = join(folder, "log");
  const begin = (): void => {
    execFileSync(server, ["-D", data, "-w", "-l", log, "-o", words, "start"], quietly);
  };
  begin();
  const sql = (database: string, ...statements: readonly string[]): void => {
    const commands = statements.flatMap((statement) => ["-c", statement]);
    const of = ["-q", "-h", "127.0.0.1", "-p", String(port), "-U", "postgres", "-d", database];
    execFileSync(join(programPath("initdb"), "../psql"), [...of, ...commands]);
  };
  return {
    sql,
    begin,
    async kill() {
      const [pid = ""] = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
      const own = [Number(pid), ...childrenOf(Number(pid))];
      for (const one of own) process.kill(one, "SIGKILL");
      while (own.some(isThere)) await sleep(20);
    },
    url: (name) => `postgres://postgres:secret@127.0.0.1:${port}/${name}?sslmode=disable`,
    async make(name) {
      sql("postgres", `CREATE DATABASE ${name}`);
    },
    async end() {
      execFileSync(server, ["-D", data, "-m", "immediate", "stop"], quietly);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const isThere = (pid: number): boolean => existsSync(`/proc/${pid}`);

const childrenOf = (pid: number): readonly number[] => processesBelow(pid).map((one) => one.pid);

/** Built from its Go module at the first use; docs/architecture.md says why this one. */
const S3_MODULE = join(import.meta.dirname, "../judges/s3");

export async function startS3(): Promise<StateServer> {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-s3-"));
  const program = join(folder, "gofakes3");
  execFileSync("go", ["build", "-o", program, "github.com/johannesboyne/gofakes3/cmd/gofakes3"], {
    cwd: S3_MODULE,
    env: goEnvironment(process.env, false),
    stdio: "ignore",
  });
  const host = `127.0.0.1:${await freePort()}`;
  const server = spawn(program, ["-backend", "memory", "-quiet", "-host", host], { stdio: "ignore" });
  for (;;) {
    const isThere = await fetch(`http://${host}/`).then(
      () => true,
      () => false,
    );
    if (isThere) break;
    if (server.exitCode !== null) throw new Error(`gofakes3 ended with code ${server.exitCode}`);
    await sleep(50);
  }
  return {
    url: (name) => `s3://${name}?endpoint=http://${host}&use_path_style=true&region=us-east-1`,
    async make(name) {
      await fetch(`http://${host}/${name}`, { method: "PUT" });
    },
    async end() {
      await ended(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function ended(server: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const end = once(server, "exit");
  server.kill(signal);
  await end;
}

export async function freePort(): Promise<number> {
  const server = createSocket().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

export interface KeyServer {
  /** What the engine finds it by. */
  readonly env: Readonly<Record<string, string>>;
  /** How often it was asked to encrypt or decrypt. */
  readonly asked: () => number;
  readonly end: () => Promise<void>;
}

/** The two calls of Vault's transit engine that keep a key away from those who use it. */
export async function startKeyServer(): Promise<KeyServer> {
  let asked = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      asked += 1;
      const { plaintext, ciphertext = "" } = JSON.parse(body) as Record<string, string>;
      const data = request.url?.includes("/encrypt/")
        ? { ciphertext: `vault:v1:${plaintext}` }
        : { plaintext: ciphertext.replace("vault:v1:", "") };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ data }));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    env: { VAULT_ADDR: `http://127.0.0.1:${port}`, VAULT_TOKEN: "stand-in" },
    asked: () => asked,
    async end() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

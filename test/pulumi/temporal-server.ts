/** The Temporal server for development, built from its Go module and started on loopback. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheFolder } from "../../tools/cache.mjs";
import { ask, duration } from "../../tools/child.mjs";
import { goEnvironment } from "../../tools/engine-from-go.mjs";
import { withLock } from "../../tools/lock.mjs";
import { ended, freePort } from "./state-servers.ts";

const MODULE = join(import.meta.dirname, "../judges/temporal");

/** The executable, kept beside the engine by what it is built from: a build takes eight minutes. */
export async function temporalProgram(): Promise<string> {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(MODULE, file)));
  const cache = cacheFolder();
  const name = `temporal-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 8)}`;
  const program = join(cache, name);
  mkdirSync(cache, { recursive: true });
  const log = (line: string): boolean => process.stderr.write(`${line}\n`);
  return withLock(
    join(cache, "temporal.lock"),
    async () => {
      if (existsSync(program)) return program;
      const draft = `${program}.tmp-${process.pid}`;
      log("building the Temporal server from source, once: usually 6 minutes");
      try {
        const words = ["build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", draft];
        const { code, stderr } = await ask("go", [...words, "github.com/temporalio/cli/cmd/temporal"], {
          cwd: MODULE,
          env: goEnvironment(process.env, false),
          every: (seconds) => log(`building the Temporal server: ${duration(seconds)} so far`),
          everySeconds: 30,
        });
        if (code !== 0) throw new Error(stderr);
        renameSync(draft, program);
        return program;
      } finally {
        rmSync(draft, { force: true });
      }
    },
    { log, what: "building the Temporal server" },
  );
}

export class TemporalServer {
  readonly #folder = mkdtempSync(join(tmpdir(), "mailzone-temporal-"));
  readonly #program: string;
  readonly #ports: readonly number[];
  #child: ChildProcess | undefined;

  private constructor(program: string, ports: readonly number[]) {
    this.#program = program;
    this.#ports = ports;
  }

  static async start(): Promise<TemporalServer> {
    const server = new TemporalServer(await temporalProgram(), [
      await freePort(),
      await freePort(),
      await freePort(),
    ]);
    await server.begin();
    return server;
  }

  get address(): string {
    return `127.0.0.1:${this.#ports[0]}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** With what it knew before, if it was killed. */
  async begin(): Promise<void> {
    const [port, http, metrics] = this.#ports.map(String);
    const words = ["server", "start-dev", "--headless", "--ip", "127.0.0.1", "--log-level", "error"];
    const ports = ["--port", port ?? "", "--http-port", http ?? "", "--metrics-port", metrics ?? ""];
    const file = ["--db-filename", join(this.#folder, "db")];
    this.#child = spawn(this.#program, [...words, ...ports, ...file], { stdio: "ignore" });
    await listening(Number(port));
    // the namespace is made after the port is open
    for (;;) {
      const { code } = await ask(
        this.#program,
        ["operator", "namespace", "describe", "-n", "default", "--address", this.address],
        { timeoutSeconds: 10 },
      );
      if (code === 0) return;
      await sleep(200);
    }
  }

  /** What Temporal's own tool says. */
  async ask(...words: string[]): Promise<string> {
    const { stdout } = await ask(this.#program, [...words, "--address", this.address], {
      timeoutSeconds: 30,
    });
    return stdout;
  }

  async kill(): Promise<void> {
    if (this.#child !== undefined) await ended(this.#child, "SIGKILL");
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function listening(port: number): Promise<void> {
  for (const until = performance.now() + 60_000; ; await sleep(100)) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.on("error", () => resolve(false));
    });
    if (isOpen) return;
    if (performance.now() > until) throw new Error(`the Temporal server does not listen on port ${port}`);
  }
}

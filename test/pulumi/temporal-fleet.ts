/** A project with a fleet whose runs go through a Temporal server, and its workers. */
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { Victims } from "./killing.ts";
import { SandboxFleet } from "./sandbox-fleet.ts";
import type { TemporalServer } from "./temporal-server.ts";

const IGNORED = "node_modules\nsandbox\n.mailzone\n";
const AUTHOR = ["-c", "user.name=test", "-c", "user.email=test@example.com"];

export class TemporalFleet extends SandboxFleet {
  readonly workers: Victims[] = [];

  constructor(
    server: TemporalServer,
    files: Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>> = {},
  ) {
    super({ ".gitignore": IGNORED, ...files }, { TEMPORAL_ADDRESS: server.address, ...environment });
    this.git("init", "--quiet", "--initial-branch=main");
    this.commit();
    this.haveZones();
  }

  git(...words: string[]): string {
    return execFileSync("git", [...AUTHOR, ...words], { cwd: this.root, encoding: "utf8" });
  }

  commit(): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", "--message=all");
  }

  /** Waits until it takes shards. @throws what it said if it ended instead */
  async work(...words: string[]): Promise<Victims> {
    const worker = this.begin("worker", "prod", ...words);
    this.workers.push(worker);
    while (!worker.stderr.includes("takes up to")) {
      if (worker.hasEnded) throw new Error(worker.text);
      await sleep(50);
    }
    return worker;
  }

  temporal(work: string, ...words: string[]) {
    return this.fleet(work, "prod", "--engine", "temporal", ...words);
  }

  override end(): void {
    // with their engines
    for (const { child } of this.workers) {
      try {
        process.kill(-(child.pid as number), "SIGKILL");
      } catch {
        // it has ended
      }
    }
    super.end();
  }
}

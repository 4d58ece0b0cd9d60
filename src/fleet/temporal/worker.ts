/** A worker: takes a fleet's runs and shards from the server, until it is told to end. */
import { hostname } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from "@temporalio/worker";
import { serveRunner } from "../../inventory/runner.ts";
import { ownPackage } from "../../source/own-package.ts";
import type { FleetFile } from "../../spec/fleet-file.ts";
import { accountLimits } from "../account-limits.ts";
import { activitiesOf } from "./activities.ts";
import { addAttributes } from "./add-attributes.ts";
import { BackendOfRun } from "./backend-of-run.ts";
import { Checkouts } from "./checkouts.ts";
import { EngineLog } from "./engine-log.ts";
import { Room } from "./room.ts";
import { runQueue, shardQueue, workerIdentity } from "./run.ts";
import { connected, refusing, serverConfig } from "./server.ts";

export interface WorkerRun {
  /** The project's folder in this clone. */
  readonly root: string;
  readonly project: string;
  readonly file: FleetFile;
  /** The accounts of each shard that is taken, as `accountKey` writes them: a queue for each. */
  readonly accounts: readonly (readonly string[])[];
  /** How many engines may be at work here at once. */
  readonly concurrency: number;
  readonly note: (line: string) => void;
  /** Called once it takes work. */
  readonly ready: (address: string) => void;
  /** Once it is aborted it takes no more, and its engines end what they have begun. */
  readonly signal: AbortSignal;
}

/** @throws ServerRefused */
export async function runWorker(run: WorkerRun): Promise<void> {
  const { root, project, file, accounts, concurrency, note, signal } = run;
  const config = serverConfig();
  const { namespace, ...server } = config;
  const { version } = ownPackage();
  // it warns of each queue that has no workflows, of which each shard's is one
  const logger = new DefaultLogger("ERROR", ({ message }) => note(message));
  // its own signals would end it before the engines have
  Runtime.install({ shutdownSignals: [], logger });
  await connected(async (client) => {
    if (!(await addAttributes(client))) note(NO_ATTRIBUTES);
  });
  const connection = await refusing(config, () => NativeConnection.connect(server));
  const runner = await serveRunner();
  try {
    const room = new Room(concurrency);
    const activities = activitiesOf({
      checkouts: new Checkouts(root),
      backends: new BackendOfRun(),
      log: new EngineLog(root),
      runner,
      root,
      isStopping: () => signal.aborted,
      room: () => room.enter(),
      note,
    });
    const common = {
      connection,
      namespace,
      maxHeartbeatThrottleInterval: BEAT,
      identity: workerIdentity(version, hostname(), process.pid),
    };
    // bundled with the packages that are here, which must be those of the worker
    const workflowBundle = await bundleWorkflowCode({
      workflowsPath: workflows,
      logger,
    });
    const limits = accountLimits(file, concurrency);
    const workers = await Promise.all([
      Worker.create({
        ...common,
        taskQueue: runQueue(project, file.name),
        workflowBundle,
        activities: { plan: activities.plan },
      }),
      ...[[], ...accounts].map((those: readonly string[]) => {
        const starts = Math.min(...those.map((account) => limits(account).startsPerSecond));
        return Worker.create({
          ...common,
          taskQueue: shardQueue(project, file.name, version, those),
          activities: { shard: activities.shard },
          maxConcurrentActivityTaskExecutions: Math.max(
            1,
            Math.min(concurrency, ...those.map((account) => limits(account).shards)),
          ),
          ...(Number.isFinite(starts) && { maxTaskQueueActivitiesPerSecond: starts }),
        });
      }),
    ]);
    const stop = (): void => {
      for (const worker of workers) if (worker.getState() === "RUNNING") worker.shutdown();
    };
    signal.addEventListener("abort", stop);
    const running = workers.map((worker) => worker.run());
    run.ready(server.address);
    if (signal.aborted) stop();
    await Promise.all(running);
  } finally {
    runner.end();
    await connection.close();
  }
}

/** What a worker says before it dies is on its way for so long at most; the server's own choice is most of the time after which it counts as dead. */
const BEAT = "1 second";

const NO_ATTRIBUTES =
  "the namespace has no search attributes of mailzone, and they cannot be added: Temporal's page lists the runs without fleet, accounts and result (docs/fleets.md)";

const workflows = fileURLToPath(
  new URL(`./workflow${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url),
);

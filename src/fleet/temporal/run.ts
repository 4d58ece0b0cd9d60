/**
 * A fleet's run on Temporal: the names and the data that the machine which starts it, its workflow and its workers share. Temporal's
 * code for workflows imports this, so nothing here may touch files or the network.
 */
import type { OwnEngine } from "../../engine/own-engine.ts";
import type { Server } from "../../live/dns/reply.ts";
import type { FleetFile } from "../../spec/fleet-file.ts";
import type { Shard } from "../fleet.ts";
import type { Settled } from "../settled.ts";

/** `verify` is done by schedules alone. */
export type RunWork = "preview" | "up" | "drift" | "verify";

/** Whom `verify` asks: the root servers, or those of a lab, and resolvers. */
export interface DnsServers {
  readonly roots: readonly Server[];
  readonly resolvers: readonly Server[];
}

/** A shard as the workflow knows it. */
export type RunShard = Pick<Shard, "name" | "stack" | "records" | "accounts">;

/** The rest of a shard stays with whoever has read the specs. */
export const forRun = (shards: readonly Shard[]): readonly RunShard[] =>
  shards.map(({ name, stack, records, accounts }) => ({ name, stack, records, accounts }));

type Unfinished = Readonly<Record<string, readonly OwnEngine[]>>;

/** What is done: known to whoever starts a run, and found out at its beginning by one that a schedule starts. */
export interface RunPlan {
  readonly commit: string;
  /** Of mailzone: another one would make other records of the same specs. */
  readonly version: string;
  readonly limits: FleetFile["limits"];
  readonly shards: readonly RunShard[];
}

/** What all workers need for a run; none of it is secret. */
export interface RunInput {
  readonly work: RunWork;
  /** The Pulumi project's name. */
  readonly project: string;
  readonly fleet: string;
  /** The project's folder from the repository's root; "" for the root itself. */
  readonly folder: string;
  /** Where the states are, without credentials: `backendMark`. */
  readonly backend: string;
  readonly plan: RunPlan | { readonly branch: string };
  /** Of `verify`. */
  readonly dns?: DnsServers;
  /** As the last run left the shards, by their names. */
  readonly settled?: Readonly<Record<string, Settled>>;
  /** The shards whose states the last run may have left half done, with the engines that it is known to have started on each. */
  readonly unfinished?: Unfinished;
  /** Whether the namespace has the attributes of attributes.ts. */
  readonly attributes: boolean;
}

/** What a worker does: one shard. */
export interface ShardInput extends Pick<RunInput, "work" | "fleet" | "folder" | "backend" | "dns"> {
  readonly commit: string;
  readonly shard: string;
  readonly settled?: Settled;
  /** Given if the last run may have left its state half done: the engines that it is known to have started. */
  readonly unfinished?: readonly OwnEngine[];
  /** How many of its records may be worked on at once; default: the engine's own. */
  readonly parallel?: number;
}

/** What became of a shard, as Temporal keeps it. */
export interface ShardOutput {
  readonly shard: string;
  readonly outcome: string;
  /** Why it failed, in one line. */
  readonly reason?: string;
  readonly settled?: Settled;
  /** Of `verify`: what DNS answers otherwise, for those who look at Temporal's page. */
  readonly differs?: readonly string[];
  /** Of one that failed: the engines that were started, all of which have ended. */
  readonly engines?: readonly OwnEngine[];
  /** The whole result of the work, compressed: a `ShardResult`, or a `ShardDrift`. */
  readonly details?: string;
}

export interface RunOutput {
  readonly outcomes: Readonly<Record<string, number>>;
  /** Of all shards, for the next run. */
  readonly settled: Readonly<Record<string, Settled>>;
  /** The shards whose engines failed. */
  readonly unfinished: Unfinished;
}

/** What a worker says of a shard while it is at work; of a worker that died, the last one is what is known. */
export interface ShardBeat {
  readonly records: number;
  readonly engines: readonly OwnEngine[];
}

export const WORKFLOW = "fleetRun";

/** The id of a run. A fleet has one `up` at a time: Temporal refuses a second one with the same id. */
export const runId = (project: string, fleet: string, work: RunWork): string =>
  `mailzone/${project}/${fleet}/${work}`;

/** The queue of the workflows of a fleet's runs, for workers of any version: a schedule outlives them. */
export const runQueue = (project: string, fleet: string): string => `mailzone/${project}/${fleet}`;

/**
 * The queue of the shards that work on these accounts, for workers of one version: the server holds its rate for all of them together. A shard
 * none of whose specs can be read has no accounts.
 */
export const shardQueue = (
  project: string,
  fleet: string,
  version: string,
  accounts: readonly string[],
): string => `${runQueue(project, fleet)}/${version}/${accounts.join("+") || "none"}`;

/** What a worker calls itself, so that whoever starts a run sees which version it has. */
export const workerIdentity = (version: string, host: string, pid: number): string =>
  `mailzone@${version} ${pid}@${host}`;

/** Undefined for what is no worker of mailzone. */
export const versionOfWorker = (identity: string): string | undefined =>
  /^mailzone@(\S+) /.exec(identity)?.[1];

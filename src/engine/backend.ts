/** The backend that the engine is logged in to: where the states are, and which locks it has. */
import process from "node:process";
import { type EngineOptions, runEngine } from "./engine.ts";
import { knownReason } from "./engine-reasons.ts";
import { folderOf, readLockFiles } from "./file-backend.ts";
import type { OwnEngine } from "./own-engine.ts";
import { EngineRefused } from "./refused.ts";
import { holderOf, type StackLock, sharedHolderOf } from "./stack-lock.ts";
import { toldLocks } from "./told-locks.ts";

/** One in which locks are kept beside the states: a folder, a bucket, a database. */
export interface Backend {
  /** Undefined for one that is no folder, which many machines use. */
  readonly folder: string | undefined;
}

/** Undefined for Pulumi Cloud, which has no such locks, and if there is none. */
export async function findBackend(options: EngineOptions = {}): Promise<Backend | undefined> {
  const url = await askForUrl(options);
  if (url === undefined || /^https?:/.test(url)) return undefined;
  return { folder: folderOf(url, options.cwd ?? process.cwd()) };
}

/**
 * Equal for machines that keep the states in the same place, and without credentials; undefined if there is no backend. Of Pulumi Cloud
 * the host alone, since its URL names the user.
 */
export async function backendMark(options: EngineOptions = {}): Promise<string | undefined> {
  const url = await askForUrl(options);
  if (url === undefined) return undefined;
  const folder = folderOf(url, options.cwd ?? process.cwd());
  if (folder !== undefined) return `file://${folder}`;
  return markOf(url);
}

/** What else in an address says where the states are; other parts of it may be credentials. */
const WHERE = ["endpoint", "table"];

function markOf(url: string): string {
  const { protocol, host, pathname, searchParams } = new URL(url);
  if (/^https?:/.test(protocol)) return `${protocol}//${host}`;
  const parts = WHERE.flatMap((name) => (searchParams.has(name) ? `${name}=${searchParams.get(name)}` : []));
  return `${protocol}//${host}${pathname}${parts.length > 0 ? `?${parts.join("&")}` : ""}`;
}

async function askForUrl(options: EngineOptions): Promise<string | undefined> {
  const { code, stdout } = await runEngine(["whoami", "--json"], options);
  if (code !== 0) return undefined;
  const { url = "" } = JSON.parse(stdout) as { url?: string };
  return url === "" ? undefined : url;
}

/** The folder of the backend; undefined if it is not a folder. */
export const findFileBackend = async (options: EngineOptions = {}): Promise<string | undefined> =>
  (await findBackend(options))?.folder;

/**
 * The locks on a stack; in a folder those on the stacks of this name in any project. `engines` are those that
 * are known to have been started on it.
 * @throws EngineRefused
 */
export async function readLocks(
  { folder }: Backend,
  stack: string,
  engines: readonly OwnEngine[] = [],
  options: EngineOptions = {},
): Promise<readonly StackLock[]> {
  if (folder !== undefined) {
    return readLockFiles(folder, stack).map((lock) => ({ ...lock, holder: holderOf(lock) }));
  }
  return (await askForLocks(stack, options)).map((lock) => ({
    ...lock,
    holder: sharedHolderOf(lock, engines),
  }));
}

/**
 * The engine names the locks when it refuses a command that takes one. It refuses to give a stack the name that it has, after a
 * look at the locks, so this changes nothing (pkg/v3 v3.250.0, backend/diy/backend.go, renameStack).
 */
async function askForLocks(stack: string, options: EngineOptions): Promise<ReturnType<typeof toldLocks>> {
  const { stdout, stderr } = await runEngine(["stack", "rename", stack, "--stack", stack], options);
  const said = `${stdout}\n${stderr}`;
  const locks = toldLocks(said);
  if (locks.length > 0 || /a stack named \S+ already exists/.test(said)) return locks;
  throw new EngineRefused(
    knownReason(stack, said) ??
      `cannot tell who holds a lock on stack ${stack}: ${said.split(/\s+/).join(" ").trim()}`,
  );
}

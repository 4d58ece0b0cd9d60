/** `mailzone fleet worker`: does shards for the runs that `--engine temporal` starts, until it is told to end. */
import process from "node:process";
import { quote } from "../../finding.ts";
import type { Shard } from "../../fleet/fleet.ts";
import { projectName } from "../../spec/stack-file.ts";
import { oneOf } from "../../words/list.ts";
import { counted, visible } from "../../words/text.ts";
import { CannotRun, INTERRUPTED } from "../print.ts";
import { readConcurrency } from "./at-work.ts";
import { select } from "./selection.ts";
import { withTemporal } from "./temporal-packages.ts";

interface Options {
  readonly account: readonly string[];
  readonly concurrency?: string;
}

/** @throws CannotRun */
export async function worker(name: string | undefined, options: Options): Promise<void> {
  const concurrency = readConcurrency(options.concurrency);
  const temporal = await withTemporal(() => import("../../fleet/temporal/worker.ts"));
  const { ServerRefused } = await import("../../fleet/temporal/server.ts");
  const { root, fleet } = await select(name, { only: [] });
  const accounts = accountsOf(fleet.shards, options.account);
  const stop = new AbortController();
  const end = (): void => {
    // a second one: the engines' own listeners have told them already
    if (stop.signal.aborted) process.exit(INTERRUPTED);
    say("ending: it takes no more shards, and those at work finish what they have begun; again: at once");
    stop.abort();
  };
  process.on("SIGINT", end).on("SIGTERM", end);
  process.setMaxListeners(0);
  try {
    await temporal.runWorker({
      root,
      project: projectName(root),
      file: fleet.file,
      accounts,
      concurrency,
      note: say,
      ready: (address) =>
        say(
          `takes up to ${counted(concurrency, "shard")} at once of ${fleet.file.name} from ${address}: ${accounts.map((those) => those.join("+")).join(", ")}`,
        ),
      signal: stop.signal,
    });
  } catch (error) {
    if (error instanceof ServerRefused) throw new CannotRun(error.message, { cause: error });
    throw error;
  } finally {
    process.removeListener("SIGINT", end).removeListener("SIGTERM", end);
  }
}

const say = (line: string): void => {
  process.stderr.write(`${visible(line)}\n`);
};

/** Each set of accounts that a shard works on, once; with `only`, those within them. @throws CannotRun for an account that no shard has */
function accountsOf(shards: readonly Shard[], only: readonly string[]): readonly (readonly string[])[] {
  const all = new Set(shards.flatMap(({ accounts }) => accounts));
  const unknown = only.find((account) => !all.has(account));
  if (unknown !== undefined)
    throw new CannotRun(`no shard works on the account ${quote(unknown)}: name ${oneOf([...all].sort())}`);
  const sets = new Map(shards.map(({ accounts }) => [accounts.join("+"), accounts]));
  const taken = [...sets.values()].filter(
    (accounts) => only.length === 0 || accounts.every((account) => only.includes(account)),
  );
  if (taken.length === 0) throw new CannotRun("no shard works on these accounts alone: name more of them");
  return taken;
}

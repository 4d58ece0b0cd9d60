/** `mailzone fleet schedule`: drift and verify of a fleet by the clock, on the workers of a Temporal server. */
import type { Client } from "@temporalio/client";
import { originOf, publishedFrom } from "../../fleet/git.ts";
import { addAttributes } from "../../fleet/temporal/add-attributes.ts";
import { removeSchedule, schedulesOf, setSchedule } from "../../fleet/temporal/schedules.ts";
import { connected, ServerRefused } from "../../fleet/temporal/server.ts";
import { projectName } from "../../spec/stack-file.ts";
import { visible } from "../../words/text.ts";
import { type DnsOptions, readResolvers } from "../live/dns-options.ts";
import { readServer } from "../live/server-address.ts";
import { CannotRun, printResult } from "../print.ts";
import { askingGit } from "./asking-git.ts";
import { select } from "./selection.ts";
import { backendOfRuns } from "./temporal-run.ts";

interface Options extends DnsOptions {
  readonly drift?: string;
  readonly verify?: string;
  readonly branch?: string;
}

const WORKS = ["drift", "verify"] as const;
const OFF = "off";

/** @throws CannotRun */
export async function schedule(name: string | undefined, options: Options): Promise<void> {
  const { root, fleet } = await select(name, { only: [] });
  const of = { project: projectName(root), fleet: fleet.file.name };
  const accounts = [...new Set(fleet.shards.flatMap((shard) => shard.accounts))].sort();
  const set = async (client: Client, work: (typeof WORKS)[number], cron: string): Promise<void> => {
    if (cron === OFF) {
      await removeSchedule(client, { ...of, work });
      return;
    }
    const branch = options.branch ?? (await defaultBranch(root));
    const { folder } = await askingGit(() => publishedFrom(root));
    await setSchedule(
      client,
      {
        ...of,
        work,
        folder,
        backend: work === "drift" ? await backendOfRuns() : "",
        plan: { branch },
        ...(work === "verify" && { dns: dnsOf(options) }),
        attributes: await addAttributes(client),
      },
      cron,
      accounts,
    );
  };
  try {
    await connected(async (client) => {
      for (const work of WORKS) {
        const cron = options[work];
        if (cron !== undefined) await set(client, work, cron.trim());
      }
      const all = await schedulesOf(client, of, WORKS);
      printResult(
        all.length === 0
          ? `${of.fleet}: nothing is scheduled`
          : all.map(({ note, next }) => visible(`${of.fleet}: ${note}  next ${next ?? "never"}`)).join("\n"),
      );
    });
  } catch (error) {
    if (error instanceof ServerRefused) throw new CannotRun(error.message, { cause: error });
    throw error;
  }
}

async function defaultBranch(root: string): Promise<string> {
  const { branch } = await askingGit(() => originOf(root));
  if (branch !== undefined) return branch;
  throw new CannotRun(
    "git does not know the default branch of the remote origin: say which one is looked at, such as --branch main",
  );
}

const dnsOf = ({ root, resolver }: DnsOptions) => ({
  roots: root.map((one) => readServer(one, "--root")),
  resolvers: readResolvers(resolver),
});

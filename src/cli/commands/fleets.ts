/** Many stacks at once: `fleet`. */
import { type Command, Option } from "commander";
import { format, quiet, repeated, resolver, root, severity, withVerifying } from "./options.ts";

const FLEET = "The fleet: a folder stacks/FLEET with a fleet.yaml; a project with one needs no name";

const since = (): Option =>
  new Option(
    "--changed-since <ref>",
    "Only what differs from where this branch left the branch, tag or commit REF",
  );
const only = (): Option => repeated("--only <name>", "Only this mail domain or shard");
const concurrency = (): Option =>
  new Option(
    "--concurrency <n>",
    "How many shards run at once (default: as many as processors and memory allow)",
  );
const engine = (): Option =>
  new Option("--engine <engine>", "Who runs the shards: this machine, or the workers of a Temporal server")
    .choices(["local", "temporal"])
    .default("local");

export function addFleetCommands(program: Command): void {
  program.commandsGroup("Fleets:");
  const fleet = program
    .command("fleet")
    .description("Work on many stacks at once: those that fleet.yaml makes of the specs in a folder");

  fleet
    .command("list")
    .description("List the shards of a fleet: their stacks, domains, records and accounts")
    .argument("[fleet]", FLEET)
    .addOption(format("text", "json"))
    .addOption(severity("error"))
    .addOption(quiet())
    .action(async (name, options) => (await import("../fleet/list.ts")).list(name, options));

  fleet
    .command("check")
    .description("Check a fleet's specs, or what a change touches")
    .argument("[fleet]", FLEET)
    .addOption(since())
    .addOption(only())
    .addOption(format("text", "json", "sarif", "junit", "github", "markdown"))
    .addOption(severity("info"))
    .addOption(quiet())
    .action(async (name, options) => (await import("../fleet/check.ts")).check(name, options));

  fleet
    .command("preview")
    .description("Show what pulumi up would change in each shard; equal changes of many domains once")
    .argument("[fleet]", FLEET)
    .addOption(since())
    .addOption(only())
    .addOption(concurrency())
    .addOption(engine())
    .addOption(format("text", "json", "markdown"))
    .addOption(severity("error"))
    .addOption(quiet())
    .action(async (name, options) => (await import("../fleet/run.ts")).runFleet("preview", name, options));

  fleet
    .command("up")
    .description("Run pulumi up of many shards at once")
    .argument("[fleet]", FLEET)
    .addOption(since())
    .addOption(only())
    .addOption(concurrency())
    .addOption(engine())
    .option("--resume", "Go on where the last run stopped: what it did not do, and what failed")
    .option("--yes", "Begin without asking")
    .addOption(format("text", "json", "markdown"))
    .addOption(severity("error"))
    .addOption(quiet())
    .action(async (name, options) => (await import("../fleet/run.ts")).runFleet("up", name, options));

  fleet
    .command("drift")
    .description("Report records of a fleet's shards that were changed or deleted outside them")
    .argument("[fleet]", FLEET)
    .addOption(since())
    .addOption(only())
    .addOption(concurrency())
    .addOption(engine())
    .addOption(format("text", "json", "markdown"))
    .addOption(quiet())
    .action(async (name, options) => (await import("../fleet/drift.ts")).drift(name, options));

  withVerifying(
    fleet
      .command("verify")
      .description(
        "Ask the name servers of each zone, and resolvers, whether they answer what the specs want",
      )
      .argument("[fleet]", FLEET)
      .addOption(since())
      .addOption(only()),
  ).action(async (name, options) => (await import("../fleet/verify.ts")).verify(name, options));

  fleet
    .command("reshard")
    .description(
      "Move domains to the states of their shards after a change of the rule; no record is changed",
    )
    .argument("[fleet]", FLEET)
    .addOption(concurrency())
    .option("--yes", "Move without asking")
    .addOption(quiet())
    .action(async (name, options) => (await import("../fleet/reshard.ts")).reshard(name, options));

  fleet
    .command("runs")
    .description("List the runs of fleet up on this machine, newest first")
    .argument("[fleet]", FLEET)
    .addOption(format("text", "json"))
    .action(async (name, options) => (await import("../fleet/runs.ts")).runs(name, options));

  fleet
    .command("worker")
    .description("Do shards for runs with --engine temporal, on any number of machines, until Ctrl-C")
    .argument("[fleet]", FLEET)
    .addOption(
      repeated("--account <account>", "Only shards of this account, such as route53.default (default: all)"),
    )
    .addOption(concurrency())
    .action(async (name, options) => (await import("../fleet/worker.ts")).worker(name, options));

  fleet
    .command("schedule")
    .description("Have drift and verify done by the clock on the workers, or list what is scheduled")
    .argument("[fleet]", FLEET)
    .option("--drift <cron>", 'When drift is looked for, in UTC, such as "0 */6 * * *" or @daily; off: never')
    .option("--verify <cron>", "When DNS is asked, in the same way")
    .option("--branch <name>", "The branch whose specs count (default: that of the remote origin)")
    .addOption(resolver("A resolver that verify asks"))
    .addOption(root("Of verify: begin at this server instead of the root servers"))
    .action(async (name, options) => {
      const { withTemporal } = await import("../fleet/temporal-packages.ts");
      await (await withTemporal(() => import("../fleet/schedule.ts"))).schedule(name, options);
    });

  fleet
    .command("manifests")
    .description(
      "Write Stacks for the Pulumi Kubernetes Operator, one for each shard, or the Deployment of workers",
    )
    .argument("[fleet]", FLEET)
    .option(
      "--repo <url>",
      "The git repository that the operator fetches (default: that of the remote origin)",
    )
    .option("--branch <name>", "The branch that it follows (default: that of the remote origin)")
    .option("--commit <hash>", "The commit that it stays at, instead of a branch")
    .option("--repo-dir <path>", "The project's folder in the repository (default: as in this one)")
    .option("--git-secret <name>", "The Secret that fetches it: accessToken, or for ssh sshPrivateKey")
    .option("--namespace <name>", "The namespace of the Stacks (default: that of kubectl)")
    .option("--backend <url>", "Where the states are, such as s3://BUCKET (default: Pulumi Cloud)")
    .option(
      "--org <name>",
      "The organization at Pulumi Cloud that has the states (default: the access token's)",
    )
    .option("--secret <name>", "The Secret whose keys are environment variables: credentials, passphrase")
    .option("--service-account <name>", "The service account that the pods run as")
    .option("--image <image>", "The image that the pods run, with Node 22.18 or newer")
    .option("--workers <n>", "Instead the Deployment of so many workers for --engine temporal; needs --image")
    .option("--out <folder>", "Write a file for each here (default: all to stdout)")
    .addOption(quiet())
    .action(async (name, options) => (await import("../fleet/manifests.ts")).manifests(name, options));
}

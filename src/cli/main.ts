/** The command line behind tools/mailzone.mjs: reads the words, loads the one command that is meant, sets the exit code. */
import { enableCompileCache } from "node:module";
import process from "node:process";
import { inspect } from "node:util";
import { Command, CommanderError, Option } from "commander";
import { visible } from "../report/visible.ts";
import { CannotRun } from "./print.ts";
import { version } from "./version.ts";

enableCompileCache();

const program = new Command("mailzone")
  .description("Mail DNS as code: checks mailbox specs and shows the records that `pulumi up` would publish.")
  .addHelpText("after", "\nExit codes: 0 clean, 1 findings of severity error, 2 could not run.")
  .showHelpAfterError("(`mailzone --help` lists the commands)")
  .helpCommand("help [command]", "show the help of a command")
  .version(version(), "-V, --version", "show the version");

const format = (...choices: string[]): Option =>
  new Option("--format <format>", "how the result is written").choices(choices).default("text");

const PATHS = "spec files or folders";

const PLAN_HELP = `
Without --stack: the Pulumi resources that the specs become, from the files alone. Needs no Pulumi, no network and
no credentials, and does not know what is published already. Formats text and json.

With --stack: what pulumi up would change, from the engine itself: every record that is added, changed, deleted, or
deleted and made again, by domain. Needs the engine, the stack's state and its credentials, as pulumi preview does,
and changes nothing. markdown is for a comment on a pull request.`;

program
  .command("check")
  .description("judge specs before anything is applied; needs no credentials and no network")
  .argument("[path...]", PATHS, ["stacks"])
  .addOption(format("text", "json", "sarif", "junit", "github", "markdown"))
  .option("--explain <code>", "say what a finding's code means, and stop")
  .action(async (paths, options) => (await import("./check.ts")).check(paths, options));

program
  .command("zone")
  .description("show the DNS records that specs stand for")
  .argument("[path...]", PATHS, ["stacks"])
  .option("--domain <name>", "only this mail domain")
  .addOption(format("text", "json", "bind"))
  .action(async (paths, options) => (await import("./zone.ts")).zone(paths, options));

program
  .command("plan")
  .description(
    "show what pulumi up would do: the resources of specs, or with --stack the records that change",
  )
  .argument("[path...]", `${PATHS} (default: stacks); none with --stack`)
  .option("--stack <stack>", "run pulumi preview of this stack, and say which records change and how")
  .addOption(format("text", "json", "markdown"))
  .addHelpText("after", PLAN_HELP)
  .action(async (paths, options) => (await import("./plan.ts")).plan(paths, options));

program
  .command("spf")
  .description("show what each domain's SPF record costs in DNS lookups, and which term how many")
  .argument("[path...]", PATHS, ["stacks"])
  .addOption(format("text", "json"))
  .option("--refresh", "ask DNS for the SPF records of mail services, write them down, and stop")
  .action(async (paths, options) => (await import("./spf.ts")).spf(paths, options));

program
  .command("providers")
  .description("list the mail providers, or show one: its records, parameters and sources")
  .argument("[id]", "a provider's id")
  .addOption(format("text", "json"))
  .action(async (id, options) => (await import("./providers.ts")).providers(id, options));

const sandbox = program
  .command("sandbox")
  .description("stand-in clouds on this machine, for trying everything without an account");
const sandboxCommand = (name: string, description: string): Command =>
  sandbox.command(name).description(description);
sandboxCommand(
  "start",
  "make the zones of the specs, and answer for all sandbox zones over DNS in the background",
)
  .argument("[path...]", "spec files or folders whose zones to make", ["stacks/sandbox"])
  .action(async (paths) => (await import("./sandbox.ts")).start(paths));
sandboxCommand("stop", "end the background DNS servers").action(async () =>
  (await import("./sandbox.ts")).stop(),
);
sandboxCommand("reset", "forget all sandbox zones, records and Pulumi state").action(async () =>
  (await import("./sandbox.ts")).reset(),
);
sandboxCommand(
  "env",
  'print what a shell needs for plain pulumi commands: eval "$(mailzone sandbox env)"',
).action(async () => (await import("./sandbox.ts")).env());
sandboxCommand("status", "say what runs, on which ports, and what the zones hold").action(async () =>
  (await import("./sandbox.ts")).status(),
);

program
  .command("doctor")
  .description("say what this machine has and lacks for mailzone, and the fix for what it lacks")
  .action(async () => (await import("./doctor.ts")).doctor());

const overrideAll = (command: Command): void => {
  command.exitOverride();
  command.commands.forEach(overrideAll);
};
overrideAll(program);

// `mailzone zone | head` closes our output early: that is no mistake
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  process.stderr.write(`mailzone: the result could not be written (${error.code ?? error.message})\n`);
  process.exit(2);
});

// findings that nobody reads change neither the result nor the exit code
process.stderr.on("error", () => {});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof CannotRun) {
    process.stderr.write(`mailzone: ${visible(error.message)}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(
      `mailzone: this is a mistake in mailzone itself, please report it\n${inspect(error)}\n`,
    );
    process.exitCode = 2;
  }
}

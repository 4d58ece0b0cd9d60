/** The command line behind tools/mailzone.mjs: reads the words, loads the one command that is meant, sets the exit code. */
import { enableCompileCache } from "node:module";
import process from "node:process";
import { inspect } from "node:util";
import { Command, CommanderError, Option } from "commander";
import { CLOUD_IDS } from "../spec/cloud-id.ts";
import { oneOf } from "../words/list.ts";
import { visible } from "../words/text.ts";
import { CannotRun } from "./print.ts";
import { version } from "./version.ts";

enableCompileCache();

const program = new Command("mailzone")
  .description("Mail DNS as code: checks mailbox specs and shows the records that `pulumi up` would publish.")
  .addHelpText("after", "\nExit codes: 0 clean, 1 findings of severity error, 2 could not run.")
  .showHelpAfterError("(`mailzone --help` lists the commands)")
  .helpCommand("help [command]", "show the help of a command")
  .version(version(), "-V, --version", "show the version")
  // what stands behind `providers lint` is an option of lint, though providers has one of that name
  .enablePositionalOptions();

const format = (...choices: string[]): Option =>
  new Option("--format <format>", "how the result is written").choices(choices).default("text");

const PATHS = "spec files or folders";

const KINDS = ["mailbox", "sender", "gateway", "forwarder", "receiver", "selfhosted", "policy"];

const PLAN_HELP = `
Without --stack: the Pulumi resources that the specs become, from the files alone. Needs no Pulumi, no network and
no credentials, and does not know what is published already. Formats text and json.

With --stack: what pulumi up would change, from the engine itself: every record that is added, changed, deleted, or
deleted and made again, by domain. Needs the engine, the stack's state and its credentials, as pulumi preview does,
and changes nothing. markdown is for a comment on a pull request.`;

const ADOPT_HELP = `
Takes what is wanted and in the zones already into the stack's state, under the names that the program gives it, so that
the next pulumi up changes it in place instead of being refused. With --conflicting also what is in the way, which the
next pulumi up then deletes, as its preview shows. Adopting itself changes no record; everything else in the zones stays
foreign. A table says first what becomes of each record.

Where SPF and other texts are one record (Route 53), the others are written under records: in the domain's spec, so that
they stay; comments and form of the file are kept. What cannot be written there is not taken, and told.

On a terminal it asks before it goes on. Without one, and without --yes, it shows the table and does nothing.
Exit codes: 0 done, or nothing to do; 2 could not run.`;

const DRIFT_HELP = `
Compares the stack's state with its zones as their clouds list them, a look-up a zone and not one a record, and changes
nothing: records that were changed or deleted by somebody else, and foreign records that are in the way of the stack's.
Specs that are not applied yet are no drift. Needs the engine, the stack's state and its credentials, as pulumi preview
does. Repair: pulumi up --refresh --stack STACK. Exit codes: 0 no drift, 1 drift, 2 could not tell.`;

const ZONES_HELP = `
Looks every zone of the stack's specs up by its name, and writes its id into the stack's config (zoneIds) with pulumi
config, so that pulumi preview and up need no look-up. An id that is there is never changed: one that is wrong is told.
Exit codes: 0 all are right or set; 1 an id is wrong, or a zone was not found; 2 could not run.`;

const RECOVER_HELP = `
Says what it will do and why before it does it, and keeps a copy of the state. Changes the state alone, no zone; the
next pulumi up ends what was begun. Exit codes: 0 nothing to do, or done; 1 something is left to do; 2 could not run.`;

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
  .command("adopt")
  .description(
    "take records that are in the zones already into a stack's state, to change or delete them by pulumi up",
  )
  .argument("<stack>", "the stack")
  .argument("[domain...]", "only the records of these mail domains")
  .option("--conflicting", "also the records that conflict with wanted ones: the next pulumi up deletes them")
  .option(
    "--apex-cname",
    "also a CNAME at the apex: the web site at that name stops when pulumi up deletes it",
  )
  .option(
    "--record <id>",
    "also the record with this id, in the way or not: the next pulumi up deletes it; may be given again",
    (id: string, before: readonly string[] = []) => [...before, id],
  )
  .option(
    "--file <file>",
    "write a file for pulumi import, say the commands that are left, and do nothing else",
  )
  .option("--yes", "go on without a question")
  .addHelpText("after", ADOPT_HELP)
  .action(async (stack, domains, options) => (await import("./adopt.ts")).adopt(stack, domains, options));

program
  .command("drift")
  .description(
    "say which records of a stack were changed or deleted behind its back; exit code 1 when there are any",
  )
  .argument("<stack>", "the stack")
  .addOption(format("text", "json", "markdown"))
  .addHelpText("after", DRIFT_HELP)
  .action(async (stack, options) => (await import("./drift.ts")).drift(stack, options));

program
  .command("zones")
  .description("write the ids of a stack's zones into its config, so that no run has to look them up")
  .argument("<stack>", "the stack")
  .option("--dry-run", "say what would be set, and set nothing")
  .addHelpText("after", ZONES_HELP)
  .action(async (stack, options) => (await import("./zones.ts")).zones(stack, options));

program
  .command("spf")
  .description("show what each domain's SPF record costs in DNS lookups, and which term how many")
  .argument("[path...]", PATHS, ["stacks"])
  .addOption(format("text", "json"))
  .option("--refresh", "ask DNS for the SPF records of mail services, write them down, and stop")
  .action(async (paths, options) => (await import("./spf.ts")).spf(paths, options));

const providers = program
  .command("providers")
  .description("list the mail providers, or show one: its records, parameters and sources")
  .argument("[id]", "a provider's id")
  .addOption(new Option("--kind <kind>", "only those of this kind").choices(KINDS))
  .option("--search <text>", "only those whose id, title or vendor has this text")
  .addOption(format("text", "json"))
  .action(async (id, options) => (await import("./providers.ts")).providers(id, options));

providers
  .command("lint")
  .description(
    "judge the file of a preset: its grammar, its parameters, and what it publishes on every cloud",
  )
  .argument("<file...>", "YAML files")
  .addOption(format("text", "json"))
  .action(async (files, options) => (await import("./providers-lint.ts")).providersLint(files, options));

providers
  .command("add")
  .description("write a preset from a Domain Connect template, for you to review")
  .argument("<template>", "the template's JSON file")
  .option("--id <id>", "the preset's id (default: made of the template's own)")
  .option("--output <file>", "a new file to write to (default: standard output)")
  .action(async (template, options) => (await import("./providers-add.ts")).providersAdd(template, options));

program
  .command("detect")
  .description("say which presets a domain's mail records come from, and the spec that they stand for")
  .argument("<domain|zonefile>", "a domain, whose records DNS is asked for, or a zone file")
  .option("--domain <name>", "of a zone file: the mail domain, where it is not the zone's own name")
  .option("--server <address>", "DNS server to ask, such as 127.0.0.1:5353 (default: this machine's)")
  .addOption(format("text", "json"))
  .action(async (what, options) => (await import("./detect.ts")).detect(what, options));

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

program
  .command("new")
  .description("write the spec of a domain: asks at a terminal for what the flags do not say")
  .argument("<domain>", "the mail domain")
  .option("--dns <cloud>", `its DNS host: ${oneOf(CLOUD_IDS.toSorted())}`)
  .option("--mailbox <id>", "the provider of its mailboxes")
  .option("--gateway <id>", "what mail passes before the mailboxes")
  .option("--sender <id>", "a service that sends mail for it; once for each", collect, [])
  .option("--with <key=value>", "a parameter, or provider.key=value; once for each", collect, [])
  .option("--stack <stack>", "the stack: the spec is stacks/<stack>/<domain>.yaml")
  .option("--force", "write over a spec that is there")
  .action(async (domain, options) => (await import("./new.ts")).newSpec(domain, options));

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
  .command("recover")
  .description("put a stack's state right after a run of pulumi that was killed, crashed or lost an answer")
  .argument("<stack>", "the stack")
  .option("--yes", "make the repairs without a question")
  .option("--unlock", "cancel a lock whose process is on another machine, and gone")
  .addHelpText("after", RECOVER_HELP)
  .action(async (stack, options) => (await import("./recover.ts")).recover(stack, options));

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

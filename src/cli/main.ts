/** The command line behind tools/mailzone.mjs: parses the arguments, loads just the command that runs, sets the exit code. */
import { enableCompileCache } from "node:module";
import process from "node:process";
import { inspect } from "node:util";
import { Command, CommanderError, Option } from "commander";
import { CLOUD_IDS } from "../spec/cloud-id.ts";
import { oneOf } from "../words/list.ts";
import { visible } from "../words/text.ts";
import { refusalOf } from "./machine.ts";
import { CannotRun } from "./print.ts";
import { usableStack } from "./stack/stack-name.ts";
import { version } from "./version.ts";

enableCompileCache();

const program = new Command("mailzone")
  .description("Mail DNS as code: checks mailbox specs and shows the records that `pulumi up` would publish.")
  .addHelpText("after", "\nExit codes: 0 clean, 1 findings of severity error, 2 could not run.")
  .showHelpAfterError("(`mailzone --help` lists the commands)")
  .helpOption("-h, --help", "Show this help")
  .helpCommand("help [command]", "Show the help of a command")
  .version(version(), "-V, --version", "Show the version")
  // an option after `providers lint` belongs to lint, though providers has one of the same name
  .enablePositionalOptions();

const format = (...choices: string[]): Option =>
  new Option("--format <format>", "Output format").choices(choices).default("text");

const PATHS = "Spec files or folders";

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const KINDS = ["mailbox", "sender", "gateway", "forwarder", "receiver", "selfhosted", "policy"];

const PLAN_HELP = `
Without --stack: the Pulumi resources that the specs define, from the files alone. Needs no Pulumi, no network and
no credentials, and does not know what is already published. Formats: text and json.

With --stack: what pulumi up would change, as the engine reports it: every record that is created, updated, deleted or
replaced, grouped by domain. Needs the engine, the stack's state and its credentials, as pulumi preview does, and
changes nothing. Use markdown for a comment on a pull request.`;

const ADOPT_HELP = `
Imports records that the specs want and the zones already have into the stack's state, under the names that the program
gives them, so that the next pulumi up changes them in place instead of being refused. With --conflicting, also imports
conflicting records; the next pulumi up then deletes them, as its preview shows. Adopting itself changes no record.
Everything else in the zones stays foreign. A table first shows what happens to each record.

Where SPF and other texts share one record (Route 53), the other texts are added under records: in the domain's spec, so
that they are kept; the file's comments and layout are preserved. Records whose texts cannot be added there are not
adopted, and the table says why.

On a terminal, it asks before it continues. Without a terminal and without --yes, it shows the table and changes nothing.
Exit codes: 0 done, or nothing to do; 2 could not run.`;

const DRIFT_HELP = `
Compares the stack's state with its zones as their clouds list them, with one look-up per zone rather than per record.
Reports records that were changed or deleted outside the stack, and foreign records that conflict with the stack's.
Changes nothing. Specs that are not applied yet are not drift. Needs the engine, the stack's state and its credentials,
as pulumi preview does. To repair: pulumi up --refresh --stack STACK.
Exit codes: 0 no drift; 1 drift; 2 could not run.`;

const ZONES_HELP = `
Looks up every zone of the stack's specs by name, and writes its id into the stack's config (zoneIds) with pulumi config,
so that pulumi preview and pulumi up need no look-up. Never changes an existing id: a wrong one is reported.
Exit codes: 0 all ids are right or set; 1 an id is wrong, or a zone was not found; 2 could not run.`;

const MOVE_HELP = `
Move the spec's file to the other stack's folder first; the state follows it. The records, with a zone that the spec creates,
go from one state to the other with pulumi state move, and both stacks are previewed: if one of them would change anything
that was moved, both states are put back. No record is changed, and no cloud is asked to. Copies of both states are kept.

On a terminal, it asks before it continues. Without a terminal and without --yes, it shows what it would move.
Exit codes: 0 done; 2 could not run, and nothing was moved.`;

const VERIFY_HELP = `
Follows the delegation of each zone from the root, and asks every name server of it, and each --resolver, for every record
that the specs want. Needs no credentials. With --wait it asks again until all agree: by default for as long as the old
answers may still be given, by their TTL, but at least 10 minutes and at most 48 hours. Ctrl-C ends it with what is known.
Exit codes: 0 every server agrees; 1 findings of severity error; 2 could not run.`;

const DIAGNOSE_HELP = `
Follows the delegation from the root, or asks the resolver, and needs no credentials. Shows the services behind the domain's
records, judges these as mailzone check judges a spec's, and looks up what they lead to. DNS has no list of a domain's names,
so selectors that no known service uses must be named. mailzone detect prints the spec.
Exit codes: 0 nothing of severity error; 1 findings of severity error; 2 could not run.`;

const RECOVER_HELP = `
Reports what it will do and why before it does it, and keeps a copy of the state. Changes only the state, never a zone;
the next pulumi up completes the interrupted run.
Exit codes: 0 done, or nothing to do; 1 something is left to do; 2 could not run.`;

program
  .command("check")
  .description("Check specs or zone files before anything is applied; needs no credentials and no network")
  .argument("[path...]", `${PATHS}, or zone files`, ["stacks"])
  .addOption(format("text", "json", "sarif", "junit", "github", "markdown"))
  .option("--domain <name>", "The mail domain in a zone file, if it is not the zone itself")
  .option("--zone-file", "Read every PATH as a zone file; normally its form shows what it is")
  .option("--explain <code>", "Explain a finding's code, and exit")
  .action(async (paths, options) => (await import("./check.ts")).check(paths, options));

program
  .command("zone")
  .description("Show the DNS records that specs define")
  .argument("[path...]", PATHS, ["stacks"])
  .option("--domain <name>", "Show only this mail domain")
  .addOption(format("text", "json", "bind"))
  .action(async (paths, options) => (await import("./zone.ts")).zone(paths, options));

program
  .command("plan")
  .description(
    "Show what pulumi up would do: the resources of the specs, or with --stack the records that change",
  )
  .argument("[path...]", `${PATHS} (default: stacks); not with --stack`)
  .option("--stack <stack>", "Run pulumi preview of this stack, and show which records change and how")
  .addOption(format("text", "json", "markdown"))
  .addHelpText("after", PLAN_HELP)
  .action(async (paths, options) => (await import("./plan.ts")).plan(paths, options));

program
  .command("adopt")
  .description(
    "Import records that the zones already have into a stack's state, so that pulumi up can change or delete them",
  )
  .argument("<stack>", "The stack")
  .argument("[domain...]", "Only the records of these mail domains")
  .option(
    "--conflicting",
    "Also adopt records that conflict with wanted ones: the next pulumi up deletes them",
  )
  .option(
    "--apex-cname",
    "Also adopt a CNAME at the apex: the web site at that name stops when pulumi up deletes it",
  )
  .option(
    "--record <id>",
    "Also adopt the record with this id, whether or not it conflicts: the next pulumi up deletes it; may be repeated",
    (id: string, before: readonly string[] = []) => [...before, id],
  )
  .option("--file <file>", "Only write an import file for pulumi import, and print the remaining commands")
  .option("--yes", "Continue without asking")
  .addHelpText("after", ADOPT_HELP)
  .action(async (stack, domains, options) =>
    (await import("./stack/adopt.ts")).adopt(usableStack(stack), domains, options),
  );

program
  .command("diagnose")
  .description("Ask DNS what is wrong with the mail of a domain that has no spec")
  .argument("<domain...>", "Mail domains")
  .option("--selector <selector>", "Also look at this DKIM selector; may be repeated", collect, [])
  .option(
    "--resolver <address>",
    "Ask this resolver, such as 192.0.2.53 or [::1]:5353; may be repeated",
    collect,
    [],
  )
  .option(
    "--root <address>",
    "Begin at this server instead of the root servers; may be repeated",
    collect,
    [],
  )
  .addOption(format("text", "json", "markdown"))
  .addHelpText("after", DIAGNOSE_HELP)
  .action(async (domains, options) => (await import("./live/diagnose.ts")).diagnose(domains, options));

program
  .command("drift")
  .description(
    "Report records of a stack that were changed or deleted outside it; exit code 1 if there are any",
  )
  .argument("<stack>", "The stack")
  .addOption(format("text", "json", "markdown"))
  .addHelpText("after", DRIFT_HELP)
  .action(async (stack, options) => (await import("./stack/drift.ts")).drift(usableStack(stack), options));

program
  .command("move")
  .description("Hand domains from one stack to another: their records stay as they are")
  .argument("<domain...>", "The mail domains")
  .requiredOption("--from <stack>", "The stack that has them in its state")
  .requiredOption("--to <stack>", "The stack whose specs have them now")
  .option("--yes", "Continue without asking")
  .addHelpText("after", MOVE_HELP)
  .action(async (domains, options) => (await import("./stack/move.ts")).move(domains, options));

program
  .command("verify")
  .description("Ask the name servers of each zone, and resolvers, whether they answer what the specs want")
  .argument("[path...]", `${PATHS} (default: stacks)`)
  .option("--stack <stack>", "The specs of this stack")
  .option("--wait [duration]", "Ask again until every server agrees, such as --wait 30m")
  .option(
    "--resolver <address>",
    "Also ask this resolver, such as 192.0.2.53 or [::1]:5353; may be repeated",
    collect,
    [],
  )
  .option(
    "--root <address>",
    "Begin at this server instead of the root servers; may be repeated",
    collect,
    [],
  )
  .addOption(format("text", "json", "markdown", "junit"))
  .addHelpText("after", VERIFY_HELP)
  .action(async (paths, options) => (await import("./live/verify.ts")).verify(paths, options));

program
  .command("zones")
  .description("Write the ids of a stack's zones into its config, so that no run has to look them up")
  .argument("<stack>", "The stack")
  .option("--dry-run", "Show what would be set, and set nothing")
  .addHelpText("after", ZONES_HELP)
  .action(async (stack, options) => (await import("./stack/zones.ts")).zones(usableStack(stack), options));

program
  .command("spf")
  .description(
    "Show how many DNS lookups each domain's SPF record costs, term by term; or with --ip what it says of a client",
  )
  .argument("[path...]", `${PATHS} (default: stacks); with --ip a domain will do`)
  .addOption(format("text", "json"))
  .option("--refresh", "Update the snapshot of mail services' SPF records from DNS, and exit")
  .option("--ip <address>", "Evaluate SPF for mail from this address; exit code 0 only for pass")
  .option("--sender <address>", "With --ip: the envelope sender (default: postmaster@ the domain)")
  .option("--helo <name>", "With --ip: the name that the client greets with (default: the sender's domain)")
  .option(
    "--resolver <address>",
    "With --ip: look names up here, such as 192.0.2.53; may be repeated",
    collect,
    [],
  )
  .option(
    "--root <address>",
    "With --ip: begin at this server instead of the root servers; may be repeated",
    collect,
    [],
  )
  .action(async (paths, options) => (await import("./spf.ts")).spf(paths, options));

const providers = program
  .command("providers")
  .description("List the mail providers, or show one: its records, parameters and sources")
  .argument("[id]", "A provider's id")
  .addOption(new Option("--kind <kind>", "Only providers of this kind").choices(KINDS))
  .option("--search <text>", "Only providers whose id, title or vendor contains these words")
  .addOption(format("text", "json"))
  .action(async (id, options) => (await import("./providers.ts")).providers(id, options));

providers
  .command("lint")
  .description("Check preset files: their grammar, their parameters, and what they publish on every cloud")
  .argument("<file...>", "YAML files")
  .addOption(format("text", "json"))
  .action(async (files, options) => (await import("./providers-lint.ts")).providersLint(files, options));

providers
  .command("add")
  .description("Convert a Domain Connect template to a preset, for you to review")
  .argument("<template>", "The template's JSON file")
  .option("--id <id>", "The preset's id (default: derived from the template's ids)")
  .option("--output <file>", "A new file to write to (default: standard output)")
  .action(async (template, options) => (await import("./providers-add.ts")).providersAdd(template, options));

program
  .command("detect")
  .description("Identify the mail services behind a domain's records, and print a matching spec")
  .argument("<domain|zonefile>", "A domain, whose records are looked up in DNS, or a zone file")
  .option("--domain <name>", "With a zone file: the mail domain, if it is not the zone's own name")
  .option("--server <address>", "DNS server to ask, such as 127.0.0.1:5353 (default: this machine's)")
  .addOption(format("text", "json"))
  .action(async (what, options) => (await import("./detect.ts")).detect(what, options));

program
  .command("new")
  .description("Write the spec of a domain; on a terminal, asks for what the options do not give")
  .argument("<domain>", "The mail domain")
  .option("--dns <cloud>", `Its DNS host: ${oneOf(CLOUD_IDS.toSorted())}`)
  .option("--mailbox <id>", "The provider of its mailboxes")
  .option("--gateway <id>", "The gateway that receives mail in front of the mailboxes")
  .option("--sender <id>", "A service that sends mail for it; may be repeated", collect, [])
  .option("--with <key=value>", "A parameter, or provider.key=value; may be repeated", collect, [])
  .option("--stack <stack>", "The stack: the spec is written to stacks/<stack>/<domain>.yaml")
  .option("--force", "Overwrite an existing spec")
  .action(async (domain, options) => (await import("./new.ts")).newSpec(domain, options));

const sandbox = program
  .command("sandbox")
  .description("Run stand-in clouds on this machine, to try everything without an account");
const sandboxCommand = (name: string, description: string): Command =>
  sandbox.command(name).description(description);
sandboxCommand(
  "start",
  "Create the zones of the specs, and serve all sandbox zones over DNS in the background",
)
  .argument("[path...]", "Spec files or folders whose zones to create", ["stacks/sandbox"])
  .action(async (paths) => (await import("./sandbox.ts")).start(paths));
sandboxCommand("stop", "Stop the background DNS servers").action(async () =>
  (await import("./sandbox.ts")).stop(),
);
sandboxCommand("reset", "Delete all sandbox zones, records and Pulumi state").action(async () =>
  (await import("./sandbox.ts")).reset(),
);
sandboxCommand(
  "env",
  'Print the environment that a shell needs for plain pulumi commands: eval "$(mailzone sandbox env)"',
).action(async () => (await import("./sandbox.ts")).env());
sandboxCommand("status", "Show what is running, on which ports, and what the zones contain").action(
  async () => (await import("./sandbox.ts")).status(),
);

program
  .command("recover")
  .description("Repair a stack's state after a Pulumi run that was killed, crashed or lost an answer")
  .argument("<stack>", "The stack")
  .option("--yes", "Make the repairs without asking")
  .option("--unlock", "Cancel a lock whose process ran on another machine and has ended")
  .addHelpText("after", RECOVER_HELP)
  .action(async (stack, options) =>
    (await import("./stack/recover.ts")).recover(usableStack(stack), options),
  );

program
  .command("doctor")
  .description("Report what this machine has, what is missing, and how to fix it")
  .action(async () => (await import("./doctor.ts")).doctor());

const overrideAll = (command: Command): void => {
  command.exitOverride();
  command.commands.forEach(overrideAll);
};
overrideAll(program);

// `mailzone zone | head` closes our output early: that is not an error
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
  } else if (refusalOf(error) !== undefined) {
    process.stderr.write(`mailzone: ${visible(refusalOf(error) ?? "")}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`mailzone: this is a bug in mailzone, please report it\n${inspect(error)}\n`);
    process.exitCode = 2;
  }
}

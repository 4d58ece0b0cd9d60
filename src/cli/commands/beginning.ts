/** How domains come in, and what this machine needs: `init`, `new`, `import`, `sandbox`, `upgrade`, `doctor`, `completion`. */
import { Argument, type Command, Option } from "commander";
import { CLOUD_IDS } from "../../spec/cloud-id.ts";
import { oneOf } from "../../words/list.ts";
import { COMPLETION_HELP, IMPORT_HELP, UPGRADE_HELP } from "../help.ts";
import { collect, format, PATHS, quiet, severity } from "./options.ts";

export function addBeginningCommands(program: Command): void {
  program.commandsGroup("Beginning:");

  withSpecOptions(
    program
      .command("init")
      .description(
        "Write a repository for a company's domains: Pulumi project, stack, first spec, pipeline; never overwrites a file",
      )
      .argument("[folder]", "Where to write it", ".")
      .option("--project <name>", "The Pulumi project's name (default: the folder's)")
      .option("--stack <stack>", "The stack's name (default: prod)")
      .option(
        "--cloud <cloud>",
        "A DNS host of the domains, the usual one first; may be repeated",
        collect,
        [],
      )
      .addOption(
        new Option("--ci <service>", "Write a pipeline for this service (default: none)").choices([
          "github",
          "gitlab",
          "none",
        ]),
      )
      .option("--yes", "Ask nothing: what no option says has its default")
      .option("--domain <name>", "The mail domain of the first spec (default: an example)"),
  ).action(async (folder, options) => (await import("../init/init.ts")).init(folder, options));

  withSpecOptions(
    program
      .command("new")
      .description("Write the spec of a domain; on a terminal, asks for what the options do not give")
      .argument("[domain]", "The mail domain")
      .option("--dns <cloud>", `Its DNS host: ${oneOf(CLOUD_IDS.toSorted())}`)
      .option("--stack <stack>", "The stack: the spec is written to stacks/<stack>/<domain>.yaml")
      .option("--force", "Overwrite an existing spec"),
  ).action(async (domain, options) => (await import("../new/new.ts")).newSpec(domain, options));

  program
    .command("import")
    .description("Write the specs that publish what zones have: from files, a cloud or a server")
    .argument(
      "[path...]",
      "Zone files, folders of them, octoDNS folders, or what dnscontrol get-zones prints",
    )
    .option("--cloud <cloud>", `Read zones of an account on ${oneOf(CLOUD_IDS.toSorted())}`)
    .option(
      "--account <name>",
      "With --cloud: the name of the account in the stack's config (default: the only one)",
    )
    .option("--stack <stack>", "With --cloud: the stack whose account is read (default: the selected one)")
    .option("--axfr <address>", "Read zones from this server, such as 192.0.2.53 or [::1]:5353")
    .option("--zone <name>", "Only this zone; may be repeated (with --cloud, default: all)", collect, [])
    .option("--dns <cloud>", "The DNS host to write into specs whose source does not tell it")
    .option("--out <folder>", "Write one spec for each mail domain into this folder; never overwrites a file")
    .option("--defaults", "With --out: write what the specs share into a defaults.yaml")
    .option("--all", "Take every record that a spec can have, not only those for mail")
    .addOption(format("text", "json"))
    .addOption(severity("info"))
    .addOption(quiet())
    .addHelpText("after", IMPORT_HELP)
    .action(async (paths, options) => (await import("../import/import.ts")).importZones(paths, options));

  const sandbox = program
    .command("sandbox")
    .description("Run stand-in clouds on this machine, to try everything without an account");
  const sandboxCommand = (name: string, description: string): Command =>
    sandbox.command(name).description(description);
  sandboxCommand(
    "try",
    "Publish a stack's specs to the stand-in clouds with pulumi up, and ask for every record over DNS",
  )
    .argument("[stack]", "A stack whose config has sandbox: true", "sandbox")
    .action(async (stack) => (await import("../sandbox.ts")).tryOut(stack));
  sandboxCommand(
    "start",
    "Create the zones of the specs, and serve all sandbox zones over DNS in the background",
  )
    .argument("[path...]", "Spec files or folders whose zones to create", ["stacks/sandbox"])
    .action(async (paths) => (await import("../sandbox.ts")).start(paths));
  sandboxCommand(
    "load",
    "Create the zones of files with their records, so that a migration of them can be rehearsed",
  )
    .argument(
      "<zonefile...>",
      "Zone files, folders of them, octoDNS folders, or what dnscontrol get-zones prints",
    )
    .option("--dns <cloud>", "The stand-in to load them into (default: that of the specs, else of their NS)")
    .action(async (paths, options) => (await import("../sandbox-load.ts")).loadZones(paths, options));
  sandboxCommand("stop", "Stop the background DNS servers").action(async () =>
    (await import("../sandbox.ts")).stop(),
  );
  sandboxCommand("reset", "Delete all sandbox zones, records and Pulumi state").action(async () =>
    (await import("../sandbox.ts")).reset(),
  );
  sandboxCommand(
    "env",
    'Print the environment that a shell needs for plain pulumi commands: eval "$(mailzone sandbox env)"',
  ).action(async () => (await import("../sandbox.ts")).env());
  sandboxCommand("status", "Show what is running, on which ports, and what the zones contain").action(
    async () => (await import("../sandbox.ts")).status(),
  );

  program
    .command("upgrade")
    .description("Show which of your records another version of mailzone changes, or how to upgrade")
    .argument("[path...]", `${PATHS} for --check`, ["stacks"])
    .option(
      "--check [version]",
      "Compare what this version publishes with another one: a version, range or tag of npm, a folder, or a .tgz file (default: latest)",
    )
    .addOption(format("text", "json"))
    .addHelpText("after", UPGRADE_HELP)
    .action(async (paths, options) => (await import("../upgrade/upgrade.ts")).upgrade(paths, options));

  program
    .command("doctor")
    .description("Report what this machine has, what is missing, and how to fix it")
    .action(async () => (await import("../doctor.ts")).doctor());

  program
    .command("completion")
    .description("Print the script that makes a shell complete commands, options and their values")
    .addArgument(new Argument("<shell>", "The shell").choices(["bash", "zsh", "fish"]))
    .addHelpText("after", COMPLETION_HELP)
    .action(async (shell) => (await import("../completion/completion.ts")).completion(shell, program));
}

/** What a new spec says of its services. */
const withSpecOptions = (command: Command): Command =>
  command
    .option(
      "--mailbox <provider>",
      "The provider of its mailboxes, by its id or a usual name such as gmail; - for none",
    )
    .option("--gateway <provider>", "The gateway that receives mail in front of the mailboxes")
    .option(
      "--sender <provider>",
      "A service that sends mail for it; may be repeated; - for none",
      collect,
      [],
    )
    .option(
      "--with <key=value>",
      "A parameter, or provider.key=value; may be repeated; key=- leaves it out",
      collect,
      [],
    )
    .option("--dmarc <policy>", "Its DMARC policy: none, quarantine or reject; - for none of its own")
    .option("--rua <address>", "Where DMARC reports go; may be repeated; - for nowhere", collect, []);

/** What servers answer: `verify`, `status`, `diagnose`. */
import type { Command } from "commander";
import { DIAGNOSE_HELP, STATUS_HELP, VERIFY_HELP } from "../help.ts";
import { collect, format, only, PATHS, quiet, resolver, root, severity, withVerifying } from "./options.ts";

export function addLiveCommands(program: Command): void {
  program.commandsGroup("What DNS answers:");

  withVerifying(
    program
      .command("verify")
      .description(
        "Ask the name servers of each zone, and resolvers, whether they answer what the specs want",
      )
      .argument("[path...]", `${PATHS} (default: stacks)`)
      .option("--stack <stack>", "The specs of this stack")
      .addOption(only("Only this mail domain")),
  )
    .addHelpText("after", VERIFY_HELP)
    .action(async (paths, options) => (await import("../live/verify.ts")).verify(paths, options));

  program
    .command("status")
    .description("Show how far migrations, DKIM keys and the keys of mail hosts are, and what comes next")
    .argument("[path...]", `${PATHS} (default: stacks)`)
    .option("--stack <stack>", "The specs of this stack")
    .addOption(only("Only this mail domain"))
    .addOption(resolver())
    .addOption(root())
    .option("--smtp", "Also connect to the mail hosts under dane, and say which key they have")
    .option("--smtp-port <port>", "Connect to this port of theirs instead of 25, as in a lab")
    .addOption(format("text", "json"))
    .addOption(quiet())
    .addHelpText("after", STATUS_HELP)
    .action(async (paths, options) => (await import("../live/status.ts")).status(paths, options));

  program
    .command("diagnose")
    .description("Ask DNS what is wrong with the mail of a domain that has no spec")
    .argument("<domain...>", "Mail domains")
    .option("--selector <selector>", "Also look at this DKIM selector; may be repeated", collect, [])
    .addOption(resolver("Ask this resolver"))
    .addOption(root())
    .option("--smtp", "Also connect to the mail servers, and judge their greeting, STARTTLS and certificates")
    .option("--smtp-port <port>", "Connect to this port of theirs instead of 25, as in a lab")
    .addOption(format("text", "json", "markdown"))
    .addOption(severity("info"))
    .addOption(quiet())
    .addHelpText("after", DIAGNOSE_HELP)
    .action(async (domains, options) => (await import("../live/diagnose.ts")).diagnose(domains, options));
}

/** What receivers report: `dmarc report`, `tlsrpt report`. */
import type { Command } from "commander";
import { DMARC_REPORT_HELP, TLS_REPORT_HELP } from "../help.ts";
import { format, only, quiet, repeated, severity } from "./options.ts";

const REPORTS = "Reports, mails or mailboxes with them, archives, or folders of these";
const SPECS = "The specs of the domains (default: stacks)";

export function addFeedbackCommands(program: Command): void {
  program.commandsGroup("What receivers report:");

  program
    .command("dmarc")
    .description("Read DMARC reports")
    .command("report")
    .description(
      "Show from DMARC aggregate reports who sends mail of the domains, what passes, and what the next policy would lose",
    )
    .argument("<path...>", REPORTS)
    .addOption(repeated("--specs <path>", SPECS))
    .addOption(only("Only this mail domain"))
    .addOption(
      repeated(
        "--except <source>",
        "Leave this source out of the figures, as the table names it: it is not yours",
      ),
    )
    .option(
      "--gate <percent>",
      "Exit code 1 while less of a domain's mail would be delivered at its next policy",
    )
    .addOption(format("text", "json"))
    .addOption(severity("info"))
    .addOption(quiet())
    .addHelpText("after", DMARC_REPORT_HELP)
    .action(async (paths, options) =>
      (await import("../feedback/dmarc-report.ts")).dmarcReport(paths, options),
    );

  program
    .command("tlsrpt")
    .description("Read TLS reports")
    .command("report")
    .description(
      "Show from TLS reports which connections to the mail servers failed, and what to do about it",
    )
    .argument("<path...>", REPORTS)
    .addOption(repeated("--specs <path>", SPECS))
    .addOption(only("Only this mail domain"))
    .addOption(format("text", "json"))
    .addOption(severity("info"))
    .addOption(quiet())
    .addHelpText("after", TLS_REPORT_HELP)
    .action(async (paths, options) => (await import("../feedback/tls-report.ts")).tlsReport(paths, options));
}

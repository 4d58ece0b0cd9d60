/** What a stack's state and its zones have: `adopt`, `drift`, `recover`, `move`, `zones`. */
import type { Command } from "commander";
import { ADOPT_HELP, DRIFT_HELP, MOVE_HELP, RECOVER_HELP, ZONES_HELP } from "../help.ts";
import { usableStack } from "../stack/stack-name.ts";
import { format, quiet, severity } from "./options.ts";

export function addStackCommands(program: Command): void {
  program.commandsGroup("Stacks:");

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
    .addOption(severity("error, and warnings of the run"))
    .addOption(quiet())
    .addHelpText("after", ADOPT_HELP)
    .action(async (stack, domains, options) =>
      (await import("../stack/adopt.ts")).adopt(usableStack(stack), domains, options),
    );

  program
    .command("drift")
    .description(
      "Report records of a stack that were changed or deleted outside it; exit code 1 if there are any",
    )
    .argument("<stack>", "The stack")
    .addOption(format("text", "json", "markdown"))
    .addOption(quiet())
    .addHelpText("after", DRIFT_HELP)
    .action(async (stack, options) => (await import("../stack/drift.ts")).drift(usableStack(stack), options));

  program
    .command("recover")
    .description("Repair a stack's state after a Pulumi run that was killed, crashed or lost an answer")
    .argument("<stack>", "The stack")
    .option("--yes", "Make the repairs without asking")
    .option("--unlock", "Cancel a lock whose process ran on another machine and has ended")
    .addOption(quiet())
    .addHelpText("after", RECOVER_HELP)
    .action(async (stack, options) =>
      (await import("../stack/recover.ts")).recover(usableStack(stack), options),
    );

  program
    .command("move")
    .description("Hand domains from one stack to another: their records stay as they are")
    .argument("<domain...>", "The mail domains")
    .requiredOption("--from <stack>", "The stack that has them in its state")
    .requiredOption("--to <stack>", "The stack whose specs have them now")
    .option("--yes", "Continue without asking")
    .addHelpText("after", MOVE_HELP)
    .action(async (domains, options) => (await import("../stack/move.ts")).move(domains, options));

  program
    .command("zones")
    .description("Write the ids of a stack's zones into its config, so that no run has to look them up")
    .argument("<stack>", "The stack")
    .option("--dry-run", "Show what would be set, and set nothing")
    .addHelpText("after", ZONES_HELP)
    .action(async (stack, options) => (await import("../stack/zones.ts")).zones(usableStack(stack), options));
}

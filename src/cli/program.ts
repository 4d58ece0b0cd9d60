/** All commands of `mailzone` with their options. Each loads what it runs only when it runs. */
import { Command } from "commander";
import { ownPackage } from "../source/own-package.ts";
import { addBeginningCommands } from "./commands/beginning.ts";
import { addDaneCommands } from "./commands/dane.ts";
import { addDkimCommands } from "./commands/dkim.ts";
import { addFeedbackCommands } from "./commands/feedback.ts";
import { addFleetCommands } from "./commands/fleets.ts";
import { addLiveCommands } from "./commands/live.ts";
import { addProviderCommands } from "./commands/providers.ts";
import { addSpecCommands } from "./commands/specs.ts";
import { addStackCommands } from "./commands/stacks.ts";

export function makeProgram(): Command {
  const program = new Command("mailzone")
    .description(
      "Mail DNS as code: checks mailbox specs and shows the records that `pulumi up` would publish.",
    )
    .addHelpText("after", "\nExit codes: 0 clean, 1 findings of severity error, 2 could not run.")
    .showHelpAfterError("(`mailzone --help` lists the commands)")
    .helpOption("-h, --help", "Show this help")
    .helpCommand("help [command]", "Show the help of a command")
    .version(ownPackage().version, "-V, --version", "Show the version")
    // an option after `providers lint` belongs to lint, though providers has one of the same name
    .enablePositionalOptions();
  addBeginningCommands(program);
  addSpecCommands(program);
  addStackCommands(program);
  addFleetCommands(program);
  addLiveCommands(program);
  addDkimCommands(program);
  addDaneCommands(program);
  addFeedbackCommands(program);
  addProviderCommands(program);
  overrideAll(program);
  return program;
}

/** Errors in the words are thrown, so that the exit code is ours to choose. */
function overrideAll(command: Command): void {
  command.exitOverride();
  command.commands.forEach(overrideAll);
}

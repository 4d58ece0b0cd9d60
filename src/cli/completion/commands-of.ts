/** The commands of the command line as data: what may follow each, and what completes it. */
import type { Command, Option } from "commander";
import { type Completed, completedBy } from "./completed-by.ts";

export interface Flag {
  /** `-h` and `--help`, or one of them. */
  readonly names: readonly string[];
  readonly about: string;
  /** Absent for an option without a value. */
  readonly value?: { readonly name: string; readonly need: "required" | "optional"; readonly by: Completed };
  readonly times: "once" | "many";
}

export interface Position {
  readonly name: string;
  readonly need: "required" | "optional";
  readonly times: "once" | "many";
  readonly by: Completed;
}

export interface CommandData {
  /** Its words after `mailzone`; none for `mailzone` itself. */
  readonly path: readonly string[];
  readonly about: string;
  readonly flags: readonly Flag[];
  readonly positions: readonly Position[];
  readonly commands: readonly CommandData[];
}

export function commandsOf(program: Command): CommandData {
  return commandData(program, []);
}

/** The command and all below it, each before those that are below it. */
export const allOf = (command: CommandData): readonly CommandData[] => [
  command,
  ...command.commands.flatMap(allOf),
];

function commandData(command: Command, path: readonly string[]): CommandData {
  const help = command.createHelp();
  const below = help.visibleCommands(command);
  const names = below.map((one) => one.name());
  return {
    path,
    about: command.description(),
    flags: help.visibleOptions(command).map(flagOf),
    positions: command.registeredArguments.map((one) => ({
      name: one.name(),
      need: one.required ? "required" : "optional",
      times: one.variadic ? "many" : "once",
      by: one.argChoices ?? completedBy(one.name()),
    })),
    commands: below.map((one) => {
      const data = commandData(one, [...path, one.name()]);
      return one.name() === "help" ? { ...data, positions: data.positions.map(ofCommands(names)) } : data;
    }),
  };
}

const ofCommands =
  (names: readonly string[]) =>
  (position: Position): Position => ({ ...position, by: names.filter((name) => name !== "help") });

function flagOf(option: Option): Flag {
  const name = /[<[]([^<>[\]]+)[>\]]/.exec(option.flags)?.[1]?.replace(/\.\.\.$/, "");
  return {
    names: [option.short, option.long].filter((one) => one !== undefined),
    about: option.description,
    ...(name === undefined
      ? {}
      : {
          value: {
            name,
            need: option.required ? "required" : "optional",
            by: option.argChoices ?? completedBy(name),
          },
        }),
    times: option.variadic || Array.isArray(option.defaultValue) ? "many" : "once",
  };
}

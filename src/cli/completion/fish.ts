/** The script for fish. */
import { allOf, type CommandData, type Flag } from "./commands-of.ts";
import type { Completed } from "./completed-by.ts";
import { providerIds } from "./provider-ids.ts";

const joined = (path: readonly string[]): string => path.map((word) => ` ${word}`).join("");

export function fishScript(program: CommandData): string {
  const commands = allOf(program);
  return `# Completion of mailzone for fish. To switch it on: mailzone completion fish > ~/.config/fish/completions/mailzone.fish

# whether the words before the cursor are this command
function __mailzone_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        switch "$at $word"
            case ${commands
              .slice(1)
              .map(({ path }) => quoted(joined(path)))
              .join(" ")}
                set at "$at $word"
        end
    end
    test "$at" = "$argv[1]"
end

# names of files become words of a command, so only those that are harmless there
function __mailzone_stacks
    for file in stacks/Pulumi.*.yaml stacks/*/
        string replace -r '^stacks/(?:Pulumi\\.(.*)\\.yaml|(.*)/)$' '$1$2' -- $file | string match -r '^\\w[\\w.-]*$'
    end
end

function __mailzone_providers
    printf '%s\\n' ${providerIds().join(" ")}
    for file in providers/*.yaml
        string replace -r '^providers/(.*)\\.yaml$' '$1' -- $file | string match -r '^[a-z0-9-]+$'
    end
end

complete -c mailzone -f
${commands.flatMap(completions).join("\n")}
`;
}

/** A text in single quotes. */
const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, "\\$&")}'`;

function completions({ path, flags, positions, commands }: CommandData): string[] {
  const here = `complete -c mailzone -n ${quoted(`__mailzone_at ${quoted(joined(path))}`)}`;
  return [
    ...commands.map((one) => `${here} -a ${one.path.at(-1)} -d ${quoted(one.about)}`),
    ...flags.map((flag) => `${here} ${flagWords(flag)}`),
    ...positions.flatMap(({ by }) => (by === "nothing" ? [] : [`${here} ${valueWords(by)}`])),
  ];
}

const flagWords = ({ names, about, value }: Flag): string =>
  [
    ...names.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`)),
    ...(value === undefined || value.need === "optional" ? [] : [`-r ${valueWords(value.by)}`]),
    `-d ${quoted(about)}`,
  ].join(" ");

function valueWords(by: Completed): string {
  if (typeof by !== "string") return `-f -a ${quoted(by.join(" "))}`;
  switch (by) {
    case "files":
      return "-F";
    case "folders":
      return "-f -a '(__fish_complete_directories)'";
    case "nothing":
      return "-f";
    default:
      return `-f -a ${quoted(`(__mailzone_${by})`)}`;
  }
}

/** The script for zsh, by its own completion system. */
import { allOf, type CommandData, type Flag, type Position } from "./commands-of.ts";
import type { Completed } from "./completed-by.ts";
import { providerIds } from "./provider-ids.ts";

export function zshScript(program: CommandData): string {
  return `#compdef mailzone
# Completion of mailzone for zsh. To switch it on, add to ~/.zshrc, after compinit: source <(mailzone completion zsh)

__mailzone_stacks() {
  local -aU names
  # names of files become words of a command, so only those that are harmless there
  names=(stacks/Pulumi.*.yaml(N:t:r:s/Pulumi./) stacks/*(N/:t))
  names=(\${(M)names:#[A-Za-z0-9_][A-Za-z0-9_.-]#})
  compadd -a names
}

__mailzone_providers() {
  local -aU names
  names=(${providerIds().join(" ")} providers/*.yaml(N:t:r))
  names=(\${(M)names:#[a-z0-9][a-z0-9-]#})
  compadd -a names
}

${allOf(program).map(commandFunction).join("\n")}
if [ "$funcstack[1]" = _mailzone ]; then
  _mailzone "$@"
else
  compdef _mailzone mailzone
fi
`;
}

/** A text in single quotes. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const functionOf = (path: readonly string[]): string => ["_mailzone", ...path].join("_");

function commandFunction({ path, flags, positions, commands }: CommandData): string {
  const name = functionOf(path);
  const lines = flags.map(flagSpec);
  if (commands.length === 0) {
    return functionText(name, [
      "setopt localoptions extendedglob",
      `_arguments -s ${[...lines, ...positions.map(positionSpec)].join(" \\\n    ")}`,
    ]);
  }
  const next = commands.map((one) => quoted(`${one.path.at(-1)}:${one.about.replaceAll(":", "\\:")}`));
  const [first] = positions;
  const orElse = first === undefined ? [] : actionLine(first.by);
  return functionText(name, [
    "setopt localoptions extendedglob",
    "local context state state_descr line",
    "typeset -A opt_args",
    `_arguments -s -C ${[...lines, "'1: :->first'", "'*:: :->rest'"].join(" \\\n    ")}`,
    "case $state in",
    `  first) local -a next=(${next.join(" ")}); _describe -t commands command next${orElse.map((line) => `; ${line}`).join("")} ;;`,
    "  rest)",
    "    case $words[1] in",
    ...commands.map((one) => `      ${one.path.at(-1)}) ${functionOf(one.path)} ;;`),
    "    esac ;;",
    "esac",
  ]);
}

const functionText = (name: string, lines: readonly string[]): string =>
  `${name}() {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

function flagSpec({ names, about, value, times }: Flag): string {
  const others = times === "many" ? "*" : names.length > 1 ? `(${names.join(" ")})` : "";
  const what = `[${about.replaceAll(/[[\]\\:]/g, "\\$&")}]${value === undefined ? "" : `${value.need === "optional" ? "::" : ":"}${named(value.name)}:${action(value.by)}`}`;
  const flag = (name: string): string => `${name}${value !== undefined && name.startsWith("--") ? "=" : ""}`;
  return names.map((name) => quoted(`${others}${flag(name)}${what}`)).join(" ");
}

function positionSpec({ name, by, need, times }: Position, i: number): string {
  const place = times === "many" ? "*" : String(i + 1);
  return quoted(
    `${place}${need === "optional" && times === "once" ? "::" : ":"}${named(name)}:${action(by)}`,
  );
}

const named = (name: string): string => name.replaceAll(/[:|=]/g, " ");

const ACTIONS = {
  files: "_files",
  folders: "_files -/",
  stacks: "__mailzone_stacks",
  providers: "__mailzone_providers",
  nothing: " ",
} as const;

const action = (by: Completed): string => (typeof by === "string" ? ACTIONS[by] : `(${by.join(" ")})`);

const actionLine = (by: Completed): string[] => {
  if (typeof by !== "string") return [`compadd ${by.join(" ")}`];
  return by === "nothing" ? [] : [ACTIONS[by]];
};

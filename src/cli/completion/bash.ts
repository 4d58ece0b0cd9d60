/** The script for bash, from 3.2 on, which macOS has. */
import { allOf, type CommandData, type Flag } from "./commands-of.ts";
import type { Completed } from "./completed-by.ts";
import { providerIds } from "./provider-ids.ts";

/** The words of a command as the script joins them: a blank before each. */
const joined = (words: readonly string[]): string => words.map((word) => ` ${word}`).join("");

export function bashScript(program: CommandData): string {
  const commands = allOf(program);
  const arms = (lines: readonly string[]): string => lines.map((line) => `    ${line}\n`).join("");
  return `# Completion of mailzone for bash. To switch it on, add to ~/.bashrc: source <(mailzone completion bash)

# what the words before the cursor lead to: the command, the option whose value comes next, how many arguments there were
__mailzone_walk() {
  local i word
  at= wanted= count=0
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    [ "$word" = = ] && continue
    if [ -n "$wanted" ]; then
      wanted=
      continue
    fi
    if [[ $word == -* ]]; then
      __mailzone_value "$at $word"
    else
      case $at\\ $word in
        ${commands
          .slice(1)
          .map(({ path }) => quoted(joined(path)))
          .join(" | ")}) at="$at $word" count=0 ;;
        *) count=$((count + 1)) ;;
      esac
    fi
  done
}

# what completes the value of an option
__mailzone_value() {
  case $1 in
${arms(commands.flatMap(valueArms))}    *) wanted= ;;
  esac
}

# the words that begin with what was typed
__mailzone_among() {
  local word
  for word in "$@"; do
    case $word in "$cur"*) COMPREPLY+=("$word") ;; esac
  done
}

# names of files become words of a command, so only those that are harmless there
__mailzone_stacks() {
  local file name
  for file in stacks/Pulumi.*.yaml stacks/*/; do
    name=\${file#stacks/} name=\${name#Pulumi.} name=\${name%.yaml} name=\${name%/}
    case $name in
      *[!A-Za-z0-9_.-]* | [!A-Za-z0-9_]*) ;;
      *) case $file in */Pulumi.*) ;; *) [ ! -e "stacks/Pulumi.$name.yaml" ] ;; esac && __mailzone_among "$name" ;;
    esac
  done
}

__mailzone_providers() {
  local file name
  __mailzone_among ${providerIds().join(" ")}
  for file in providers/*.yaml; do
    name=\${file#providers/} name=\${name%.yaml}
    case $name in *[!a-z0-9-]*) ;; *) __mailzone_among "$name" ;; esac
  done
}

__mailzone_paths() {
  local path
  compopt -o filenames 2>/dev/null
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$cur")
}

__mailzone_complete() {
  case $1 in
    files) __mailzone_paths -f ;;
    folders) __mailzone_paths -d ;;
    stacks) __mailzone_stacks ;;
    providers) __mailzone_providers ;;
    nothing) ;;
    *) __mailzone_among $1 ;;
  esac
}

_mailzone() {
  local cur=\${COMP_WORDS[COMP_CWORD]} at wanted count
  COMPREPLY=()
  [ "$cur" = = ] && cur=
  __mailzone_walk
  if [ -n "$wanted" ]; then
    __mailzone_complete "$wanted"
    return
  fi
  if [[ $cur == -* ]]; then
    case $at in
${commands
  .map(flagArm)
  .map((line) => `      ${line}\n`)
  .join("")}    esac
    return
  fi
  case $at in
${commands
  .filter((one) => one.commands.length > 0)
  .map((one) => `    ${quoted(joined(one.path))}) [ $count -gt 0 ] || __mailzone_among ${nextOf(one)} ;;\n`)
  .join("")}  esac
  case "$at $count" in
${arms(commands.flatMap(positionArms))}  esac
}

complete -F _mailzone mailzone
`;
}

const quoted = (text: string): string => JSON.stringify(text);

const nextOf = ({ commands }: CommandData): string => commands.map(({ path }) => path.at(-1) ?? "").join(" ");

const given = (by: Completed): string => quoted(typeof by === "string" ? by : by.join(" "));

const valueArms = ({ path, flags }: CommandData): string[] =>
  flags.flatMap(({ names, value }: Flag) =>
    // a value that may be left out could be anything else
    value?.need === "required"
      ? [`${names.map((name) => quoted(joined([...path, name]))).join(" | ")}) wanted=${given(value.by)} ;;`]
      : [],
  );

const flagArm = ({ path, flags }: CommandData): string =>
  `${quoted(joined(path))}) __mailzone_among ${flags.flatMap(({ names }) => names).join(" ")} ;;`;

const positionArms = ({ path, positions }: CommandData): string[] =>
  positions.flatMap(({ by, times }, i) => {
    if (by === "nothing") return [];
    const at = `${joined(path)} `;
    return [
      `${times === "many" ? `${quoted(at)}*` : quoted(`${at}${i}`)}) __mailzone_complete ${given(by)} ;;`,
    ];
  });

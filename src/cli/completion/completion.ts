/** `mailzone completion`: the script that makes a shell complete the words of `mailzone`. */
import type { Command } from "commander";
import { printResult } from "../print.ts";
import { bashScript } from "./bash.ts";
import { commandsOf } from "./commands-of.ts";
import { fishScript } from "./fish.ts";
import { zshScript } from "./zsh.ts";

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

export function completion(shell: keyof typeof scripts, program: Command): void {
  printResult(scripts[shell](commandsOf(program)));
}

/** mailzone's own commands, as the user has to type them here. */
import { join, relative } from "node:path";
import process from "node:process";
import { shellWord } from "../../tools/shell-word.mjs";
import { ownFolder } from "../source/own-package.ts";
import { isBelow } from "../source/project.ts";

/** `words` after the way to call mailzone: the script of a clone, what npx finds in the project, or what is on PATH. */
export const ownCommand = (words: string, folder = ownFolder(), cwd = process.cwd()): string => {
  const installed = folder.lastIndexOf("/node_modules/");
  if (installed < 0) return `${shellWord(scriptOf(folder, cwd))} ${words}`;
  return `${isBelow(cwd, folder.slice(0, installed)) ? "npx mailzone" : "mailzone"} ${words}`;
};

/** The script of a clone, by the shorter of its paths. */
function scriptOf(clone: string, cwd: string): string {
  const absolute = join(clone, "mailzone");
  const near = relative(cwd, absolute);
  const typed = near.startsWith("..") ? near : `./${near}`;
  return typed.length < absolute.length ? typed : absolute;
}

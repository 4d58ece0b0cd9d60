/** Finds the template that a spec names: in the project, by a path from the folder of the file that names it. */
import { dirname, resolve } from "node:path";
import { type Place, quote } from "../../finding.ts";
import { type Unread, unreadWords } from "../../source/file.ts";

/** A spec that is a program's value has no line, so its paths start at the program's folder. */
export const specFolder = ({ file, line }: Place, cwd: string): string =>
  line === undefined ? cwd : resolve(cwd, dirname(file));

/** Templates are read from files only. */
export const isAddress = (written: string): boolean => /^https?:/i.test(written);

export interface Refusal {
  readonly message: string;
  readonly help: string;
}

export const addressRefusal = (written: string): Refusal => ({
  message: `the template ${quote(written)} is a URL, but mailzone reads templates only from files, so its records are unknown`,
  help: "save the template in the project, review it, and name that file",
});

const HELP: Readonly<Record<Unread["why"], string>> = {
  missing: "write the path from the folder of the file that contains it",
  failed: "make it readable",
  outside: "copy it into the project, where changes to it are reviewed with the specs",
  hidden: "copy it to a name without a dot at its beginning",
  irregular: "name the template's JSON file",
};

export const unreadRefusal = (written: string, unread: Unread): Refusal => ({
  message: `the template ${quote(written)} ${unreadWords(unread)}; its records are unknown`,
  help: HELP[unread.why],
});

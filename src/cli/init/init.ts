/** `mailzone init`: writes a repository for a company's domains; never overwrites a file. */
import { lstatSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { shellWord } from "../../../tools/shell-word.mjs";
import { makeFolder, writeWhole } from "../../../tools/write-file.mjs";
import { counted, visible } from "../../words/text.ts";
import { openTerminal } from "../asking/terminal.ts";
import { printResult } from "../print.ts";
import { writing } from "../writing.ts";
import type { NewFile, RepositoryAnswers } from "./answers.ts";
import { askRepository, type GivenRepository } from "./ask-repository.ts";
import { filesOf } from "./files.ts";
import { addingPackages, lackingIn } from "./lacking.ts";
import { trying } from "./pulumi-files.ts";

interface Options extends GivenRepository {
  readonly yes?: boolean;
}

export async function init(folder: string, options: Options): Promise<void> {
  const answers = await askRepository(
    folder,
    options,
    options.yes === true ? undefined : await openTerminal(),
  );
  const files = filesOf(answers);
  writing(folder, () => makeFolder(folder));
  const root = realpathSync.native(folder);
  const written = files.filter((file) => writeNew(root, file));
  const kept = files.filter((file) => !written.includes(file));
  const description = kept.find(({ path }) => path === "package.json");
  const adding = description && addingPackages(root, description);
  const lines = [
    ...written.map(({ path }) => `  ${visible(path)}`),
    "",
    summary(folder, written.length, kept),
    ...kept.flatMap((file) => {
      const lacking = lackingIn(root, file);
      return lacking === undefined ? [] : ["", `Add to ${lacking.path}:`, ...indented(lacking.lines)];
    }),
    ...(written.length === 0 && adding === undefined
      ? []
      : ["", "Next:", ...indented(next(folder, answers, adding))]),
  ];
  printResult(`${(written.length === 0 ? lines.slice(1) : lines).join("\n")}\n`);
}

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** Whether the file was written: one that is there already stays as it is. */
function writeNew(root: string, { path, text }: NewFile): boolean {
  const file = join(root, path);
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) return false;
  writing(path, () => {
    makeFolder(dirname(file), root);
    writeWhole(file, text, { within: root, ifThere: "fail" });
  });
  return true;
}

function summary(folder: string, written: number, kept: readonly NewFile[]): string {
  const where = folder === "." ? "" : ` in ${visible(folder)}`;
  const left =
    kept.length === 0
      ? ""
      : `; ${counted(kept.length, "file")} already there, and left as ${kept.length === 1 ? "it is" : "they are"}: ${kept.map(({ path }) => visible(path)).join(", ")}`;
  return `${counted(written, "file")} written${where}${left}.`;
}

/** What comes next; `adding` is the command for packages that are missing. */
function next(folder: string, { sandbox }: RepositoryAnswers, adding = "npm install"): string[] {
  const publish = trying(sandbox);
  return [
    ...(folder === "." ? [] : [`cd ${shellWord(folder)}`]),
    adding,
    "npm run check        # the specs alone: no account, no network",
    `${publish.padEnd(20)} # publish them to stand-ins for the clouds, and ask for every record over DNS`,
  ];
}

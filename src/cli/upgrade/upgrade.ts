/** `mailzone upgrade`: what another version would publish, with `--check`; otherwise how to upgrade. */
import process from "node:process";
import { stoppable } from "../../../tools/child.mjs";
import { inTemporaryFolder } from "../../engine/temporary-folder.ts";
import { isClone } from "../../preset/own-files.ts";
import { checkJson, zoneJson } from "../../report/json.ts";
import { coloured, plain } from "../../report/text.ts";
import { printUpgrade } from "../../report/upgrade-text.ts";
import { ownPackage } from "../../source/own-package.ts";
import { projectOf } from "../../source/project.ts";
import { ownCommand } from "../../words/own-command.ts";
import { CannotRun, isColoured, load, printJson, printResult } from "../output.ts";
import { packageManagerOf } from "../package-manager.ts";
import { whileWaiting } from "../progress.ts";
import { changesAnything, compareVersions, type Version } from "./compare.ts";
import { fetchVersion, runVersion } from "./other-version.ts";

interface Options {
  readonly format: "text" | "json";
  /** The version to compare with; true for the newest. */
  readonly check?: string | true;
}

export async function upgrade(paths: readonly string[], { check, format }: Options): Promise<void> {
  const cwd = process.cwd();
  const { root } = projectOf(cwd, cwd);
  if (check === undefined) {
    printResult(howTo(root));
    return;
  }
  if (isClone({ root, open: root })) {
    throw new CannotRun(
      "this folder is mailzone itself, whose presets come with it: run upgrade --check in a repository that has mailzone as a package",
    );
  }
  const before = installed(paths);
  const wanted = check === true ? "latest" : check;
  const after = await whileWaiting(`reading the specs with mailzone ${wanted}`, () =>
    stoppable(() =>
      inTemporaryFolder("upgrade", async (folder) =>
        runVersion(await fetchVersion(wanted, folder, root), paths, cwd),
      ),
    ),
  );
  const document = compareVersions(before, after);
  if (format === "json") printJson(document);
  else printResult(printUpgrade(document, isColoured(process.stdout) ? coloured : plain));
  process.exitCode = changesAnything(document) ? 1 : 0;
}

/** What this version publishes and finds. */
function installed(paths: readonly string[]): Version {
  const loaded = load(paths);
  return {
    name: ownPackage().version,
    zones: zoneJson(loaded.zones).zones,
    findings: checkJson(loaded).findings,
  };
}

function howTo(root: string): string {
  const { lock, add } = packageManagerOf(root);
  return [
    `mailzone ${ownPackage().version} is installed. To upgrade:`,
    "  1. mailzone upgrade --check   (shows which of your records the newest version changes)",
    `  2. ${add} mailzone@VERSION   (changes package.json and ${lock})`,
    `  3. ${ownCommand("check")}, then pulumi preview`,
    "Nothing was changed.",
    "",
  ].join("\n");
}

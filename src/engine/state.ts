/** A stack's state as a document: taken out of the backend and put back by the engine, and kept beside the project. */
import { realpathSync } from "node:fs";
import { join } from "node:path";
import { makeFolder, writeWhole } from "../../tools/write-file.mjs";
import type { StateFile } from "../live/stack-state.ts";
import { type EngineOptions, runEngine } from "./engine.ts";
import { knownReason } from "./engine-reasons.ts";
import { EngineRefused } from "./refused.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

/** Permissions of a file that only its owner may read: a state has secrets. */
const SECRET = 0o600;

/** The document's text. Secrets stay encrypted. @throws EngineRefused */
export const exportState = (stack: string, options: EngineOptions = {}): Promise<string> =>
  runOrRefuse(["stack", "export", "--stack", stack], options);

/** Writes the whole state back; the engine checks it, and forgets the pending operations. @throws EngineRefused */
export async function importState(
  stack: string,
  state: StateFile,
  options: EngineOptions = {},
): Promise<void> {
  await inStateFile(state, (file) =>
    runOrRefuse(["stack", "import", "--stack", stack, "--file", file], options),
  );
}

/** Runs work on a file that only this user can read and that is gone afterwards. */
export const inStateFile = (document: unknown, work: (file: string) => Promise<unknown>): Promise<unknown> =>
  inTemporaryFolder("state", async (folder) => {
    const file = join(folder, "file.json");
    writeWhole(file, JSON.stringify(document), { mode: SECRET });
    return await work(file);
  });

/** Keeps a copy of a state in the project's folder, where git ignores it; yields its path. */
export function keepCopy(stack: string, state: string, folder: string): string {
  const home = join(folder, ".mailzone", "recover");
  makeFolder(home, realpathSync.native(folder));
  writeWhole(join(home, ".gitignore"), "*\n");
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  const file = join(home, `${stack.replaceAll("/", "-")}-${time}.json`);
  writeWhole(file, state, { mode: SECRET, ifThere: "fail" });
  return file;
}

/** The engine's output. @throws EngineRefused when the command fails, in words that say what to do if the reason is known */
export async function runOrRefuse(words: readonly string[], options: EngineOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await runEngine(words, options);
  if (code === 0) return stdout;
  const said = `${stdout}\n${stderr}`.split(/\s+/).join(" ").trim();
  const command = `pulumi ${words.slice(0, 2).join(" ")}`;
  const stack = wordAfter("--stack", words) ?? wordAfter("--source", words) ?? "";
  throw new EngineRefused(knownReason(stack, said) ?? `${command} failed: ${said}`);
}

function wordAfter(option: string, words: readonly string[]): string | undefined {
  const at = words.indexOf(option);
  return at < 0 ? undefined : words[at + 1];
}

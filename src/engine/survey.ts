/** Takes the survey of a stack (src/live/survey.ts), by a preview that changes nothing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Survey } from "../live/survey.ts";
import { type EngineRun, runEngine } from "./engine.ts";
import { knownReason } from "./engine-reasons.ts";
import { EngineRefused } from "./refused.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

/**
 * What is known of a stack: what its specs want, what its state owns, what its zones hold.
 * Reads every zone of the stack once; changes nothing and takes no lock.
 * @throws EngineRefused when the engine, the specs or a credential keeps it from being taken
 */
export function survey(stack: string, options: Omit<EngineRun, "onLine"> = {}): Promise<Survey> {
  return previewDocument(stack, "MAILZONE_SURVEY", options);
}

/**
 * What the program writes to the file that a variable names, in place of a preview.
 * @throws EngineRefused
 */
export async function previewDocument<T>(
  stack: string,
  variable: "MAILZONE_SURVEY" | "MAILZONE_ZONES",
  options: Omit<EngineRun, "onLine"> = {},
): Promise<T> {
  return await inTemporaryFolder("survey", async (folder) => {
    const path = join(folder, "survey.json");
    const { code, stdout, stderr } = await runEngine(["preview", "--stack", stack], {
      ...options,
      env: { ...options.env, [variable]: path },
    });
    const text = read(path);
    // the engine then previews the deletion of everything, which may fail where a resource is protected: no matter
    if (text !== undefined) return JSON.parse(text) as T;
    throw new EngineRefused(code === 0 ? foreign(stack) : reason(stack, `${stdout}\n${stderr}`));
  });
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** A program of the user's own runs, and says nothing of what was asked. */
const foreign = (stack: string): string =>
  `the program of the stack ${stack} is not mailzone's own, so it cannot be asked what its specs want: drift, adopt, zones and recover are for stacks of Pulumi.yaml with specs under stacks/`;

function reason(stack: string, output: string): string {
  const known = knownReason(stack, output);
  if (known !== undefined) return known;
  const [, told] = /^Diagnostics:\n([\s\S]*?)\n(?:Resources:|Outputs:)/m.exec(output) ?? [];
  return `the stack ${stack} could not be surveyed; what the engine says stands above\n${(told ?? output).trim()}`;
}

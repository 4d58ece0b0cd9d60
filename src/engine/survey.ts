/** Takes the survey of a stack (src/live/survey.ts) with a preview, which changes nothing. */
import { join } from "node:path";
import type { CloudZones, CloudZonesRequest } from "../live/cloud-zones.ts";
import type { Survey } from "../live/survey.ts";
import { type EngineOptions, runEngine } from "./engine.ts";
import { knownReason } from "./engine-reasons.ts";
import { readIfThere } from "./read-if-there.ts";
import { EngineRefused } from "./refused.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

/**
 * What is known about a stack: what its specs want, what its state owns, what its zones hold.
 * Reads every zone of the stack once; changes nothing and takes no lock.
 * @throws EngineRefused when the engine, the specs or a credential prevents it
 */
export function survey(stack: string, options: EngineOptions = {}): Promise<Survey> {
  return previewDocument(stack, "MAILZONE_SURVEY", options);
}

/** What zones of an account hold, whether or not a spec has them. @throws EngineRefused */
export const listCloudZones = (
  stack: string,
  request: CloudZonesRequest,
  options: EngineOptions = {},
): Promise<CloudZones> =>
  previewDocument(stack, "MAILZONE_CLOUD_ZONES", {
    ...options,
    env: { ...options.env, MAILZONE_CLOUD_ZONES_OF: JSON.stringify(request) },
  });

/**
 * What the program writes, instead of a preview, to the file that a variable names.
 * @throws EngineRefused
 */
export async function previewDocument<T>(
  stack: string,
  variable: "MAILZONE_SURVEY" | "MAILZONE_ZONES" | "MAILZONE_CLOUD_ZONES",
  options: EngineOptions = {},
): Promise<T> {
  return await inTemporaryFolder("survey", async (folder) => {
    const path = join(folder, "survey.json");
    const { code, stdout, stderr } = await runEngine(["preview", "--stack", stack], {
      ...options,
      env: { ...options.env, [variable]: path },
    });
    const text = readIfThere(path);
    // the engine then previews the deletion of everything; if that fails because a resource is protected, it does not matter
    if (text !== undefined) return JSON.parse(text) as T;
    throw new EngineRefused(code === 0 ? foreign(stack) : reason(stack, `${stdout}\n${stderr}`));
  });
}

/** For a program of the user's own, which writes no document. */
const foreign = (stack: string): string =>
  `the program of stack ${stack} is not mailzone's, so its specs cannot be determined: drift, adopt, zones and recover are for stacks of mailzone's Pulumi.yaml, with specs under stacks/`;

function reason(stack: string, output: string): string {
  const known = knownReason(stack, output);
  if (known !== undefined) return known;
  const told = output.split(/^Diagnostics:$/m)[1]?.split(/^(?:Resources:|Outputs:)/m)[0];
  return `could not read stack ${stack} and its zones; the engine's output is above\n${(told ?? output).trim()}`;
}

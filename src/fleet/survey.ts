/** Takes the survey of a stack (src/live/survey.ts), by a preview that changes nothing. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Survey } from "../live/survey.ts";
import { type EngineRun, runEngine } from "./engine.ts";

/** The survey could not be taken; the message says why and what to do, for the user. */
export class NoSurvey extends Error {}

/**
 * What is known of a stack: what its specs want, what its state owns, what its zones hold.
 * Reads every zone of the stack once; changes nothing and takes no lock.
 * @throws NoSurvey when the engine, the specs or a credential keeps it from being taken
 * @throws NoEngine when there is none
 */
export function survey(stack: string, options: Omit<EngineRun, "onLine"> = {}): Promise<Survey> {
  return previewDocument(stack, "MAILZONE_SURVEY", options);
}

/**
 * What the program writes to the file that a variable names, in place of a preview.
 * @throws NoSurvey, NoEngine
 */
export async function previewDocument<T>(
  stack: string,
  variable: "MAILZONE_SURVEY" | "MAILZONE_ZONES",
  options: Omit<EngineRun, "onLine"> = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "mailzone-survey-"));
  const path = join(folder, "survey.json");
  try {
    const { stdout, stderr } = await runEngine(["preview", "--stack", stack], {
      ...options,
      env: { ...options.env, [variable]: path },
    });
    const text = read(path);
    // the engine then previews the deletion of everything, which may fail where a resource is protected: no matter
    if (text !== undefined) return JSON.parse(text) as T;
    throw new NoSurvey(reason(stack, `${stdout}\n${stderr}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** What to do about what the engine says, by a pattern of it. */
const REASONS: readonly (readonly [pattern: RegExp, what: (stack: string) => string])[] = [
  [
    /no stack named|stack .* not found/i,
    (stack) => `there is no stack ${stack} here: pulumi stack ls lists them, and pulumi stack init makes one`,
  ],
  [
    /stack is currently locked|the stack is locked/i,
    (stack) =>
      `the stack ${stack} is locked by another run: wait for it, or, when it has died, run pulumi cancel --stack ${stack}`,
  ],
  [
    /passphrase must be set|incorrect passphrase/i,
    () => "the stack's secrets cannot be read: set PULUMI_CONFIG_PASSPHRASE",
  ],
  [
    /PULUMI_ACCESS_TOKEN must be set|could not determine (?:current )?backend|problem logging in/i,
    () => "the engine is not logged in to the backend that holds the stack: pulumi login",
  ],
  [
    /no Pulumi\.ya?ml project file found/i,
    () => "there is no Pulumi.yaml in this folder or above it: run this where the project is",
  ],
];

function reason(stack: string, output: string): string {
  const known = REASONS.find(([pattern]) => pattern.test(output))?.[1](stack);
  if (known !== undefined) return known;
  const [, told] = /^Diagnostics:\n([\s\S]*?)\n(?:Resources:|Outputs:)/m.exec(output) ?? [];
  return `the stack ${stack} could not be surveyed:\n${(told ?? output).trim()}`;
}

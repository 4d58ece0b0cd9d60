/** Takes records into a stack's state: by an import between two updates that change no record. */
import { writeFileSync } from "node:fs";
import { type ImportFile, importFile, type Taken } from "../live/adoption.ts";
import { type EngineRun, runEngine } from "./engine.ts";
import { EngineRefused } from "./refused.ts";

interface Step {
  /** What it is for, as the user is told. */
  readonly what: string;
  readonly words: readonly string[];
  readonly keeps: boolean;
  /** What is true when this one has failed. */
  readonly failed: string;
}

/** An update that registers what is owned as it is: it changes no record. */
const KEEP = "MAILZONE_KEEP";

function keeping(stack: string): Pick<Step, "words" | "keeps"> {
  return { words: ["up", "--stack", stack, "--yes", "--skip-preview"], keeps: true };
}

/** What is done, in this order. The file is one that `pulumi import` takes. */
function stepsOf(stack: string, file: string): readonly Step[] {
  return [
    {
      what: "the domains and providers that the records belong to come into the state",
      ...keeping(stack),
      failed: "nothing was imported and no record was changed",
    },
    {
      what: "the records come into the state; pulumi import reads them and changes none",
      // protected, they could not be deleted; and there is no program to be generated
      words: [
        "import",
        "--stack",
        stack,
        "--file",
        file,
        "--yes",
        "--protect=false",
        "--generate-code=false",
      ],
      keeps: false,
      failed:
        "no record was changed, and some may have been imported: run mailzone adopt again, which goes on from there",
    },
    settling(stack),
  ];
}

/** Imported state takes part in the order of deletions only after an update. */
const settling = (stack: string): Step => ({
  what: "the order in which the next update deletes and creates comes into the state; no record is changed",
  ...keeping(stack),
  failed:
    "the records are in the state and none was changed: run mailzone adopt again, which goes on from there",
});

/** The commands of an adoption, for a shell. */
export function adoptionCommands(stack: string, file: string): string[] {
  return stepsOf(stack, file).map(commandOf);
}

export const settlingCommand = (stack: string): string => commandOf(settling(stack));

const commandOf = ({ words, keeps }: Step): string =>
  ["pulumi", ...words]
    .map(shellWord)
    .join(" ")
    .replace(/^/, keeps ? `${KEEP}=true ` : "");

const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

export function writeImportFile(path: string, taken: readonly Taken[]): void {
  const file: ImportFile = importFile(taken);
  writeFileSync(path, `${JSON.stringify(file, undefined, 2)}\n`);
}

export interface AdoptionRun extends Omit<EngineRun, "onLine"> {
  /** Is told what each step is for, before it. */
  readonly onStep?: (what: string) => void;
}

/**
 * Imports what is in the file. Changes no record.
 * @throws EngineRefused when the engine refuses a step
 */
export async function adopt(stack: string, file: string, run: AdoptionRun = {}): Promise<void> {
  for (const step of stepsOf(stack, file)) await runStep(step, run);
}

/** What an adoption ends with, for one that was cut short. @throws EngineRefused */
export async function settle(stack: string, run: AdoptionRun = {}): Promise<void> {
  await runStep(settling(stack), run);
}

async function runStep(step: Step, { onStep = () => {}, env, ...run }: AdoptionRun): Promise<void> {
  onStep(step.what);
  const { code, stdout, stderr } = await runEngine(step.words, {
    ...run,
    env: { ...env, [KEEP]: step.keeps ? "true" : undefined },
  });
  if (code !== 0) {
    throw new EngineRefused(`${commandOf(step)} failed; ${step.failed}\n${`${stdout}\n${stderr}`.trim()}`);
  }
}

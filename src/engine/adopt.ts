/** Imports records into a stack's state, after an update that changes no record. */
import { shellCommand } from "../../tools/shell-word.mjs";
import { type ImportFile, importFile, type Taken } from "../live/adoption.ts";
import { ownCommand } from "../words/own-command.ts";
import { type EngineOptions, runEngine } from "./engine.ts";
import { EngineRefused } from "./refused.ts";

interface Step {
  /** What it does, as shown to the user. */
  readonly what: string;
  readonly words: readonly string[];
  readonly keeps: boolean;
  /** The situation after this step has failed. */
  readonly failed: string;
}

/** Makes an update register what the stack owns as it is, so that it changes no record. */
const KEEP = "MAILZONE_KEEP";

/** The steps, in order. The file is one for `pulumi import`. */
function stepsOf(stack: string, file: string): readonly Step[] {
  return [
    {
      what: "adding the domains and providers that the records belong to to the state",
      words: ["up", "--stack", stack, "--yes", "--skip-preview"],
      keeps: true,
      failed: "nothing was imported and no record was changed",
    },
    {
      what: "importing the records into the state; pulumi import reads them and changes none",
      // protected records could not be deleted later; and no program code is needed
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
      failed: `no record was changed, but some may have been imported: run ${ownCommand("adopt")} again to continue`,
    },
  ];
}

/** The commands of an adoption, for a shell. */
export function adoptionCommands(stack: string, file: string): string[] {
  return stepsOf(stack, file).map(commandOf);
}

const commandOf = ({ words, keeps }: Step): string =>
  `${keeps ? `${KEEP}=true ` : ""}${shellCommand(["pulumi", ...words])}`;

/** The text of a file for `pulumi import`. */
export function importText(taken: readonly Taken[]): string {
  const file: ImportFile = importFile(taken);
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

export interface AdoptionRun extends EngineOptions {
  /** Called before each step, with what it does. */
  readonly onStep?: (what: string) => void;
}

/**
 * Imports what is in the file. Changes no record.
 * @throws EngineRefused when the engine refuses a step
 */
export async function adopt(stack: string, file: string, run: AdoptionRun = {}): Promise<void> {
  for (const step of stepsOf(stack, file)) await runStep(step, run);
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

/** Runs `pulumi up` of a stack without a preview before it, and reports what was done. */
import type { EngineOptions } from "./engine.ts";
import { type EngineEvents, engineEvents, type Step } from "./engine-events.ts";

export interface Up extends EngineEvents {
  /** What was done to the end, also by a run that failed later. */
  readonly steps: readonly Step[];
}

export interface UpOptions extends EngineOptions {
  /** How many resources may be worked on at once; default: the engine's own. */
  readonly parallel?: number;
  /**
   * `at-the-end`: the engine writes the state once, not after each step. That is several times faster, and after a kill the state
   * knows nothing of what was done (docs/architecture.md, fleets).
   */
  readonly checkpoints?: "at-the-end";
}

/** The engine's own switches (pkg/v3 v3.250.0, backend/snapshot.go). */
const WITHOUT_CHECKPOINTS = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** `told` gets each step once it is done, and how many they are so far. @throws EngineRefused when there is no engine */
export async function upStack(
  stack: string,
  told: (steps: number, step: Step) => void,
  { parallel, checkpoints, ...options }: UpOptions = {},
): Promise<Up> {
  const steps: Step[] = [];
  const ended = (step: Step): void => told(steps.push(step), step);
  const limit = parallel === undefined ? [] : ["--parallel", String(parallel)];
  const words = ["up", "--json", "--yes", "--skip-preview", "--stack", stack, ...limit];
  const env = { ...options.env, ...(checkpoints === "at-the-end" && WITHOUT_CHECKPOINTS) };
  const events = await engineEvents(words, { ended }, { ...options, env });
  return { steps, ...events };
}

/** What `pulumi preview` of a stack reports, from the engine's own events, including deletions of replaced dependents. */
import type { EngineOptions } from "./engine.ts";
import { type EngineEvents, engineEvents, type Step } from "./engine-events.ts";

export interface Preview extends EngineEvents {
  readonly steps: readonly Step[];
}

/**
 * Runs the preview in the project of the working directory. `told` gets each step, and how many they are so far.
 * @throws EngineRefused when there is no engine
 */
export async function previewStack(
  stack: string,
  told: (steps: number, step: Step) => void,
  options: EngineOptions = {},
): Promise<Preview> {
  const steps: Step[] = [];
  const began = (step: Step): void => told(steps.push(step), step);
  const events = await engineEvents(["preview", "--json", "--stack", stack], { began }, options);
  return { steps, ...events };
}

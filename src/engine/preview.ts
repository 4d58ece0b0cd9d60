/** What `pulumi preview` of a stack reports, from the engine's own events, including deletions of replaced dependents. */
import type { EngineOptions } from "./engine.ts";
import { type EngineEvents, engineEvents, type Step } from "./engine-events.ts";

export interface Preview extends EngineEvents {
  readonly steps: readonly Step[];
}

/**
 * Runs the preview in the project of the working directory. `told` gets the number of resources each time one is previewed.
 * @throws EngineRefused when there is no engine
 */
export async function previewStack(
  stack: string,
  told: (resources: number) => void,
  options: EngineOptions = {},
): Promise<Preview> {
  const steps: Step[] = [];
  const began = (step: Step): void => told(steps.push(step));
  const events = await engineEvents(["preview", "--json", "--stack", stack], { began }, options);
  return { steps, ...events };
}

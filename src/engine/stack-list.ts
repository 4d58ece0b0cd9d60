/** The stacks of the project that the backend has. */
import type { EngineOptions } from "./engine.ts";
import { runOrRefuse } from "./state.ts";

export interface StackEntry {
  /** As the backend names it, perhaps with organization and project. */
  readonly name: string;
  /** How many resources its state has, with its providers and the stack itself; absent for one that was never updated. */
  readonly resourceCount?: number;
}

/** @throws EngineRefused */
export async function listStacks(options: EngineOptions = {}): Promise<readonly StackEntry[]> {
  return JSON.parse(await runOrRefuse(["stack", "ls", "--json"], options)) as readonly StackEntry[];
}

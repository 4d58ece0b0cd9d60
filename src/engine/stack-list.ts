/** The stacks of the project that the backend has. */
import type { EngineOptions } from "./engine.ts";
import { runOrRefuse } from "./state.ts";

interface StackEntry {
  readonly name: string;
}

/** As the backend names them, perhaps with organization and project. @throws EngineRefused */
export async function listStacks(options: EngineOptions = {}): Promise<readonly string[]> {
  const all = JSON.parse(await runOrRefuse(["stack", "ls", "--json"], options)) as readonly StackEntry[];
  return all.map(({ name }) => name);
}

/** Which other stacks of the project own records, by asking the engine for their states: whatever their backend is. */
import { cloudOfRecord } from "../cloud/clouds.ts";
import { liveIdOf } from "../live/readable-zones.ts";
import { resourcesOf, type StateFile } from "../live/stack-state.ts";
import { exportState, runOrRefuse, type StateOptions } from "./state.ts";

/** How many states are read at the same time. */
const AT_ONCE = 4;

/** A record at a cloud: its Pulumi token, and `LiveRecord.id`. */
export interface RecordId {
  readonly type: string;
  readonly id: string;
}

export const recordIdKey = ({ type, id }: RecordId): string => `${type} ${id}`;

/**
 * The stack that owns each of these records, besides `stack` itself, by `recordIdKey`; those that none owns are left out.
 * @throws EngineRefused when the stacks cannot be listed, or a state cannot be read
 */
export async function otherOwners(
  stack: string,
  records: readonly RecordId[],
  options: StateOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const asked = new Set(records.map(recordIdKey));
  const owners = new Map<string, string>();
  const queue = asked.size === 0 ? [] : await siblingsOf(stack, options);
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const state = JSON.parse(await exportState(next, options)) as StateFile;
      for (const resource of resourcesOf(state)) {
        if (cloudOfRecord(resource.type) === undefined) continue;
        const key = recordIdKey({ type: resource.type, id: liveIdOf(resource) });
        if (asked.has(key)) owners.set(key, next);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return owners;
}

/** The other stacks of the project, as the backend names them. */
async function siblingsOf(stack: string, options: StateOptions): Promise<string[]> {
  const all = JSON.parse(await runOrRefuse(["stack", "ls", "--json"], options)) as readonly StackEntry[];
  const short = stack.split("/").at(-1);
  return all.map(({ name }) => name).filter((name) => name !== stack && name.split("/").at(-1) !== short);
}

interface StackEntry {
  readonly name: string;
}

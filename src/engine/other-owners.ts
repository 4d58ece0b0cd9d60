/** Which other stacks of the project own records, by asking the engine for their states: whatever their backend is. */
import { cloudOfRecord } from "../cloud/clouds.ts";
import { atOnce } from "../live/at-once.ts";
import { liveIdOf } from "../live/readable-zones.ts";
import { resourcesOf, type StateFile } from "../live/stack-state.ts";
import type { EngineOptions } from "./engine.ts";
import { listStacks } from "./stack-list.ts";
import { stackName } from "./stack-name.ts";
import { exportState } from "./state.ts";

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
  options: EngineOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const asked = new Set(records.map(recordIdKey));
  const owners = new Map<string, string>();
  if (asked.size === 0) return owners;
  await atOnce(AT_ONCE, await siblingsOf(stack, options), async (sibling) => {
    const state = JSON.parse(await exportState(sibling, options)) as StateFile;
    for (const resource of resourcesOf(state)) {
      if (cloudOfRecord(resource.type) === undefined) continue;
      const key = recordIdKey({ type: resource.type, id: liveIdOf(resource) });
      if (asked.has(key)) owners.set(key, sibling);
    }
  });
  return owners;
}

/** The other stacks of the project, as the backend names them. */
async function siblingsOf(stack: string, options: EngineOptions): Promise<string[]> {
  const names = (await listStacks(options)).map(({ name }) => name);
  return names.filter((name) => stackName(name) !== stackName(stack));
}

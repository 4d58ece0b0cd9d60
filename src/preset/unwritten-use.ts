/** A preset in use as if a spec named it, to try what it would do: no file has it, so its places are empty. */
import type { ParameterValue, PresetRole, PresetUse } from "../spec/spec.ts";

export function unwrittenUse(
  id: string,
  role: PresetRole,
  given: Iterable<readonly [name: string, value: ParameterValue]> = [],
): PresetUse {
  const place = { file: "", line: undefined, column: undefined };
  return {
    id,
    role,
    with: new Map([...given].map(([name, value]) => [name, { value, place }])),
    groups: new Map(),
    without: [],
    place,
  };
}

/** A use of a preset as if a spec named it, to try what it would do: it is in no file, so its places are empty. */
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

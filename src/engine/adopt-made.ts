/** Adopts what a run without checkpoints created before it died, and nothing else. */
import { join } from "node:path";
import { writeWhole } from "../../tools/write-file.mjs";
import type { LiveRecord } from "../cloud/listing.ts";
import { liveMark } from "../inventory/record-mark.ts";
import { planAdoption } from "../live/adoption.ts";
import type { Survey } from "../live/survey.ts";
import { adopt, importText } from "./adopt.ts";
import type { EngineOptions } from "./engine.ts";
import { otherOwners, recordIdKey } from "./other-owners.ts";
import { survey } from "./survey.ts";
import { inTemporaryFolder } from "./temporary-folder.ts";

/**
 * `marks` are those of the records that the run was to create (src/inventory/record-mark.ts). Of these the zones' own are taken
 * that no stack has: what has another value or TTL, or belongs to another stack, was not made by that run. Changes no record.
 * Yields how many were adopted.
 * @throws EngineRefused
 */
export async function adoptMade(
  stack: string,
  marks: ReadonlySet<string>,
  options: EngineOptions = {},
): Promise<number> {
  const surveyed = await survey(stack, options);
  const made = madeIn(surveyed, marks);
  if (made.size === 0) return 0;
  const { taken } = planAdoption(surveyed, {
    domains: new Set(),
    also: new Set(),
    // also those that the specs have stopped wanting since
    records: new Set([...made].map(({ id }) => id)),
  });
  const candidates = taken.filter(({ record }) => made.has(record));
  const ids = candidates.map(({ type, record: { id } }) => ({ type, id }));
  const owners = await otherOwners(stack, ids, options);
  const own = candidates.filter(({ type, record: { id } }) => !owners.has(recordIdKey({ type, id })));
  if (own.length === 0) return 0;
  await inTemporaryFolder("adopt", async (folder) => {
    const file = join(folder, "import.json");
    writeWhole(file, importText(own));
    await adopt(stack, file, options);
  });
  return own.length;
}

function madeIn({ zones }: Survey, marks: ReadonlySet<string>): ReadonlySet<LiveRecord> {
  return new Set(
    zones.flatMap((zone) => (zone.listing ?? []).filter((record) => marks.has(liveMark(zone, record) ?? ""))),
  );
}

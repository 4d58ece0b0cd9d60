/** What `pulumi up` runs: turns the stack's specs, checked as by `mailzone check`, into its resources. */
import process from "node:process";
import { documentPath } from "./document.ts";
import { cloudZones } from "./modes/cloud-zones.ts";
import { keep } from "./modes/keep.ts";
import { publish } from "./modes/publish.ts";
import { survey } from "./modes/survey.ts";
import { zoneIds } from "./modes/zone-ids.ts";
import type { Outputs } from "./outputs.ts";
import { openRun, type Run } from "./run.ts";
import { withoutDebugMessages } from "./sdk-debugging.ts";

/** What the program does in a run. One file each, in modes/. */
type Mode = (run: Run) => Promise<Outputs>;

/** @throws RunError with every finding if one is an error; nothing is registered then */
export async function publishStack(): Promise<Outputs> {
  withoutDebugMessages();
  const cloudZonesTo = documentPath("MAILZONE_CLOUD_ZONES");
  // needs no specs
  if (cloudZonesTo !== undefined) return await cloudZones(cloudZonesTo);
  const run = await openRun();
  return await modeOf()(run);
}

/** mailzone's commands request other modes than publishing with environment variables. */
function modeOf(): Mode {
  const surveyTo = documentPath("MAILZONE_SURVEY");
  const zonesTo = documentPath("MAILZONE_ZONES");
  if (zonesTo !== undefined) return (run) => zoneIds(run, zonesTo);
  if (surveyTo !== undefined) return (run) => survey(run, surveyTo);
  return process.env["MAILZONE_KEEP"] ? keep : publish;
}

/** Instead of an update: writes what is known about the stack to a file, and registers nothing. */
import { getOrganization, getProject, getRootDirectory, getStack } from "@pulumi/pulumi/metadata.js";
import { surveyOf } from "../../live/survey.ts";
import { planZones } from "../../plan/plan.ts";
import { writeDocument } from "../document.ts";
import { judgeLiveZones } from "../live-zones.ts";
import type { Outputs } from "../outputs.ts";
import { findRunZoneIds, type Run } from "../run.ts";

export async function survey(run: Run, path: string): Promise<Outputs> {
  const { owned, loaded } = run;
  const { zones } = loaded;
  const found = await findRunZoneIds(run);
  const planned = planZones(zones);
  const live = await judgeLiveZones(run, planned, found);
  const document = surveyOf({
    zones,
    ids: found.ids,
    absent: found.absent,
    planned,
    owned,
    comparisons: live.comparisons,
    findings: [...found.findings, ...live.unread, ...live.findings],
    stack: { organization: getOrganization(), project: getProject(), stack: getStack() },
    root: getRootDirectory(),
  });
  writeDocument(path, document);
  return {};
}

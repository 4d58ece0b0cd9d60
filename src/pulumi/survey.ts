/** In place of an update: writes what is known of the stack to the file that $MAILZONE_SURVEY names. */
import { renameSync, writeFileSync } from "node:fs";
import { RunError } from "@pulumi/pulumi/errors.js";
import { getOrganization, getProject, getStack } from "@pulumi/pulumi/metadata.js";
import { isDryRun } from "@pulumi/pulumi/runtime/index.js";
import { type Surveying, surveyOf } from "../live/survey.ts";
import { providerName } from "./accounts.ts";
import { MAIL_ZONE_TYPE } from "./mail-zone.ts";

/**
 * The file that a survey is to be written to; undefined where none is asked for.
 * @throws RunError outside a preview, where a program that registers nothing would delete everything
 */
export function surveyPath(): string | undefined {
  const path = process.env["MAILZONE_SURVEY"];
  if (!path) return undefined;
  if (isDryRun()) return path;
  throw new RunError(
    "MAILZONE_SURVEY is set: a survey is taken by pulumi preview alone, since an update by it would delete everything; unset it",
  );
}

export function writeSurvey(
  path: string,
  known: Omit<Surveying, "stack" | "component" | "providerNameOf">,
): void {
  const survey = surveyOf({
    ...known,
    stack: { organization: getOrganization(), project: getProject(), stack: getStack() },
    component: MAIL_ZONE_TYPE,
    providerNameOf: providerName,
  });
  // in one step: whoever waits for it sees all of it or nothing
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(survey));
  renameSync(draft, path);
}

/** In place of an update: writes what is known of the stack to the file that $MAILZONE_SURVEY names. */
import { renameSync, writeFileSync } from "node:fs";
import { RunError } from "@pulumi/pulumi/errors.js";
import { getOrganization, getProject, getRootDirectory, getStack } from "@pulumi/pulumi/metadata.js";
import { isDryRun } from "@pulumi/pulumi/runtime/index.js";
import { type Surveying, surveyOf } from "../live/survey.ts";
import { MAIL_ZONE_TYPE } from "./mail-zone.ts";

/**
 * The file that a command wants a document in; undefined where none is asked for.
 * @throws RunError outside a preview, where a program that registers nothing would delete everything
 */
export function documentPath(variable: "MAILZONE_SURVEY" | "MAILZONE_ZONES"): string | undefined {
  const path = process.env[variable];
  if (!path) return undefined;
  if (isDryRun()) return path;
  throw new RunError(
    `${variable} is set: a survey is taken by pulumi preview alone, since an update by it would delete everything; unset it`,
  );
}

export function writeSurvey(path: string, known: Omit<Surveying, "stack" | "root" | "component">): void {
  const survey = surveyOf({
    ...known,
    stack: { organization: getOrganization(), project: getProject(), stack: getStack() },
    root: getRootDirectory(),
    component: MAIL_ZONE_TYPE,
  });
  writeDocument(path, survey);
}

/** In one step: whoever waits for it sees all of it or nothing. */
export function writeDocument(path: string, document: object): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(document));
  renameSync(draft, path);
}

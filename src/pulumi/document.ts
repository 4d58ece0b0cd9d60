/** Documents that the program writes for a command, instead of registering resources. */
import { renameSync, writeFileSync } from "node:fs";
import process from "node:process";
import { RunError } from "@pulumi/pulumi/errors.js";
import { isDryRun } from "@pulumi/pulumi/runtime/index.js";

/**
 * The file for the document that a command requests; undefined if none is requested.
 * @throws RunError outside a preview, where a program that registers nothing would delete everything
 */
export function documentPath(variable: "MAILZONE_SURVEY" | "MAILZONE_ZONES"): string | undefined {
  const path = process.env[variable];
  if (!path) return undefined;
  if (isDryRun()) return path;
  throw new RunError(
    `${variable} is set, which is for pulumi preview only: an update with it would delete everything; unset it`,
  );
}

/** In one step, so that a reader sees all of it or nothing. */
export function writeDocument(path: string, document: object): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(document));
  renameSync(draft, path);
}

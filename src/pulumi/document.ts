/** What a command has the program write to a file, in place of registering resources. */
import { renameSync, writeFileSync } from "node:fs";
import process from "node:process";
import { RunError } from "@pulumi/pulumi/errors.js";
import { isDryRun } from "@pulumi/pulumi/runtime/index.js";

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

/** In one step: whoever waits for it sees all of it or nothing. */
export function writeDocument(path: string, document: object): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(document));
  renameSync(draft, path);
}

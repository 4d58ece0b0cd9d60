/** Documents that the program writes for a command, instead of registering resources. */
import { appendFileSync } from "node:fs";
import process from "node:process";
import { RunError } from "@pulumi/pulumi/errors.js";
import { isDryRun } from "@pulumi/pulumi/runtime/index.js";
import { machineReason, writeWhole } from "../../tools/write-file.mjs";
import type { Finding } from "../finding.ts";

/** Variables that name the file for a document. */
export type DocumentVariable = "MAILZONE_SURVEY" | "MAILZONE_ZONES" | "MAILZONE_CLOUD_ZONES";

/**
 * The file for the document that a command requests; undefined if none is requested.
 * @throws RunError outside a preview, where a program that registers nothing would delete everything
 */
export function documentPath(variable: DocumentVariable): string | undefined {
  const path = process.env[variable];
  if (!path) return undefined;
  if (isDryRun()) return path;
  throw new RunError(
    `${variable} is set, which is for pulumi preview only: an update with it would delete everything; unset it`,
  );
}

/** @throws RunError when the machine cannot write it */
export function writeDocument(path: string, document: object): void {
  willing(path, () => writeWhole(path, JSON.stringify(document)));
}

/** Passes findings to the command that asked for them in a file, one per line as JSON. @throws RunError as above */
export function appendFindings(path: string, findings: readonly Finding[]): void {
  const lines = findings.map((finding) => `${JSON.stringify(finding)}\n`).join("");
  willing(path, () => appendFileSync(path, lines));
}

function willing(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    const reason = machineReason(error);
    if (reason === undefined) throw error;
    throw new RunError(`${path} cannot be written: ${reason}; nothing was changed`);
  }
}

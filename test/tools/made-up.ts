/** Makes folders, scripts and engines for the tests of the tools. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "@jest/globals";

const made: string[] = [];

afterAll(() => {
  for (const folder of made) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A new empty folder, which goes when the test file has ended. */
export function emptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "mailzone-tools-"));
  made.push(folder);
  return folder;
}

/** An executable shell script; yields its path. */
export function script(folder: string, name: string, body: string): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A folder with a `pulumi` that says it is `version`, and a language host beside it. */
export function engineFolder(folder: string, version: string): string {
  script(folder, "pulumi", `echo v${version}`);
  script(folder, "pulumi-language-nodejs", "exit 0");
  return folder;
}

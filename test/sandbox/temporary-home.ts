/** Gives a test file a sandbox folder of its own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";

/** A folder for one test file's sandbox, removed when its tests are over. */
export function temporaryHome(): string {
  const home = mkdtempSync(join(tmpdir(), "mailzone-sandbox-"));
  afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  return home;
}

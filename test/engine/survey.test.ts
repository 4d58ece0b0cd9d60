/** What is said when a survey cannot be taken, with a stand-in for the engine; test/pulumi/survey.engine.test.ts takes one. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { EngineRefused } from "../../src/engine/refused.ts";
import { survey } from "../../src/engine/survey.ts";

const bin = mkdtempSync(join(tmpdir(), "mailzone-survey-test-"));
afterAll(() => rmSync(bin, { recursive: true, force: true }));

const said: [title: string, script: string, message: RegExp][] = [
  ["a program of the user's own runs", "echo previewed", /^the program of stack own is not mailzone's, so/],
  [
    "no such stack",
    "echo \"error: no stack named 'own' found\" >&2; exit 255",
    /^stack own does not exist here/,
  ],
  ["not logged in", 'echo "error: PULUMI_ACCESS_TOKEN must be set" >&2; exit 255', /pulumi login$/],
  [
    "a state cut short",
    'echo "error: failed to load checkpoint: EOF" >&2; exit 255',
    /killed while writing it: run .\/mailzone recover own$/,
  ],
  [
    "anything else, in the engine's words behind the first line",
    'echo "Diagnostics:"; echo "  odd"; echo "  ends"; echo "Resources:"; exit 255',
    /^could not read stack own and its zones; .*\nodd\n {2}ends$/,
  ],
];

test.each(said)("%s", async (_, script, message) => {
  for (const file of ["pulumi", "pulumi-language-nodejs"]) {
    writeFileSync(join(bin, file), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, file), 0o755);
  }
  const failure = await survey("own", { env: { MAILZONE_ENGINE_BIN: bin } }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(EngineRefused);
  expect((failure as EngineRefused).message).toMatch(message);
});

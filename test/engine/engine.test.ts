/** How the engine is found and run, with a stand-in for the executable. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { afterAll, expect, test } from "@jest/globals";
import { findEngine, runEngine } from "../../src/engine/engine.ts";
import { EngineRefused } from "../../src/engine/refused.ts";

const folder = mkdtempSync(join(tmpdir(), "mailzone-engine-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with a `pulumi` that is this shell script. */
function engine(name: string, script: string): string {
  const bin = join(folder, name);
  mkdirSync(bin);
  for (const file of ["pulumi", "pulumi-language-nodejs"]) {
    writeFileSync(join(bin, file), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, file), 0o755);
  }
  return bin;
}

const empty = { PATH: "", MAILZONE_ENGINE_BIN: undefined, MAILZONE_CACHE: join(folder, "cache") };

test("output, exit code and lines come back as the engine gave them", async () => {
  const bin = engine("talks", 'echo "$@"; echo second; printf "no end" >&2; exit 7');
  const lines: string[] = [];
  const run = await runEngine(["preview", "--stack", "a b"], {
    env: { MAILZONE_ENGINE_BIN: bin },
    onLine: (line, from) => lines.push(`${from} ${line}`),
  });
  const words = "preview --stack a b --non-interactive --color never";
  expect(run).toEqual({ code: 7, stdout: `${words}\nsecond\n`, stderr: "no end" });
  expect(lines.sort()).toEqual([`stdout ${words}`, "stderr no end", "stdout second"].sort());
});

test("it runs in the folder, with the variables, and without those that are taken away", async () => {
  const bin = engine("looks", 'pwd; echo "$GIVEN-$HOME-$PULUMI_SKIP_UPDATE_CHECK"');
  const env = { MAILZONE_ENGINE_BIN: bin, GIVEN: "yes", HOME: undefined };
  expect((await runEngine([], { cwd: folder, env })).stdout).toMatch(/\nyes--true\n$/);
});

test("this Node comes first on PATH after the engine, so that the program runs on it", async () => {
  const bin = engine("path", "");
  const { pulumi, env } = await findEngine({ ...empty, MAILZONE_ENGINE_BIN: bin, PATH: "/nowhere" });
  expect(pulumi).toBe(join(bin, "pulumi"));
  expect(env["PATH"]?.split(delimiter)).toEqual([bin, join(process.execPath, ".."), "/nowhere"]);
});

test("a pulumi on PATH is taken when it is new enough", async () => {
  const bin = engine("new", "echo v3.999.0");
  const path = [bin, process.env["PATH"]].join(delimiter);
  expect(await findEngine({ ...empty, PATH: path })).toMatchObject({ pulumi: join(bin, "pulumi") });
});

test("without an engine it is said what to do, and why another one was passed over", async () => {
  await expect(findEngine(empty)).rejects.toThrow(EngineRefused);
  await expect(findEngine(empty)).rejects.toThrow(
    /^no Pulumi engine found: put pulumi on PATH, or run .\/mailzone sandbox try, which installs one/,
  );
  const bin = engine("old", "echo v3.1.0");
  await expect(findEngine({ ...empty, PATH: bin })).rejects.toThrow(/is 3\.1\.0, older than/);
});

test("an engine that cannot be started is no exception of the system", async () => {
  const env = { MAILZONE_ENGINE_BIN: join(folder, "nothing") };
  await expect(runEngine([], { env })).rejects.toThrow(/^the Pulumi engine could not be started: /);
});

test("a signal that ends it is a code", async () => {
  const bin = engine("dies", "kill -9 $$");
  expect(await runEngine([], { env: { MAILZONE_ENGINE_BIN: bin } })).toMatchObject({ code: 128 });
});

test.each(["while it is at work", "before it begins"])(
  "a signal that is aborted %s ends the engine as Ctrl-C does",
  async (when) => {
    const bin = engine(
      when.replaceAll(" ", "-"),
      'trap "echo ended in order; exit 3" INT; echo begun; while :; do sleep 0.05; done',
    );
    const stop = new AbortController();
    if (when === "before it begins") stop.abort();
    const run = runEngine([], {
      env: { MAILZONE_ENGINE_BIN: bin },
      signal: stop.signal,
      onLine: (line) => {
        if (line === "begun") stop.abort();
      },
    });
    const { code, stdout } = await run;
    // the shell may not have set its trap yet
    if (when === "before it begins") expect(code).not.toBe(0);
    else expect([code, stdout]).toEqual([3, "begun\nended in order\n"]);
  },
);

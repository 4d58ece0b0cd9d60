/** The judge of the stand-ins is built once for every clone, with the Go on PATH. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@jest/globals";
import { ensureBridge } from "../../tools/bridge.mjs";
import { emptyFolder, script } from "./made-up.ts";

/** A `go` that tells its version and builds with `build`; what is built is the word after `-o`. */
function environment(build: string) {
  const folder = emptyFolder();
  const count = path.join(folder, "builds");
  script(folder, "go", `if [ "$1" = env ]; then echo go1.99.0; exit; fi; echo x >> ${count}; ${build}`);
  const cache = path.join(emptyFolder(), "cache");
  const env = { PATH: `${folder}:/usr/bin:/bin`, MAILZONE_CACHE: cache };
  const builds = () => (existsSync(count) ? readFileSync(count, "utf8").trim().split("\n").length : 0);
  return { env, cache, builds };
}

const OUTPUT = `while [ "$1" != -o ]; do shift; done; mkdir -p "$(dirname "$2")"; echo > "$2"; chmod +x "$2"`;

test("it is built once, under a name that has the version of Go", async () => {
  const { env, cache, builds } = environment(OUTPUT);
  const program = await ensureBridge({ env });
  expect(path.relative(cache, program)).toMatch(
    /^bridge\/go-1\.99\.0-[a-z0-9]+-[a-z0-9]+-[0-9a-f]{12}\/bridge$/,
  );
  expect(await ensureBridge({ env })).toBe(program);
  expect(builds()).toBe(1);
});

test("without Go it says what is missing", async () => {
  const env = { PATH: emptyFolder(), MAILZONE_CACHE: emptyFolder() };
  await expect(ensureBridge({ env })).rejects.toThrow(
    /that needs Go 1\.\d+\.\d+ or newer, and there is no go on PATH$/,
  );
});

test("a build that fails says why and leaves nothing", async () => {
  const { env, cache, builds } = environment("echo no such module >&2; exit 1");
  await expect(ensureBridge({ env })).rejects.toThrow(
    "Pulumi's bridge could not be built with Go 1.99.0:\nno such module",
  );
  expect(builds()).toBe(1);
  expect(readdirSync(path.join(cache, "bridge"))).toEqual([]);
});

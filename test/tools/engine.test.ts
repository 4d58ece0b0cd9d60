/** Which engine is taken, from PATH, npm or Go, and when the cache is filled anew, with stand-ins for all three. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import { engineEnvironment, ensureEngine, findEngine } from "../../tools/engine.mjs";
import { GO_ENGINE, goEnvironment, goKey } from "../../tools/engine-from-go.mjs";
import { emptyFolder, engineFolder, script } from "./made-up.ts";

/** Fills that are counted; `npm` fails as it does on a machine that reaches package registries alone. */
function counted(npmWorks = false) {
  const calls: string[] = [];
  const fill =
    (source: string, works: boolean) =>
    async (folder: string): Promise<string | undefined> => {
      calls.push(source);
      if (works) {
        engineFolder(path.join(folder, "bin"), GO_ENGINE);
        return undefined;
      }
      return `${source} does not work`;
    };
  return { calls, fills: { npm: fill("npm", npmWorks), go: fill("go", true) } };
}

function environment(search: readonly string[] = []) {
  return { PATH: search.join(path.delimiter), MAILZONE_CACHE: path.join(emptyFolder(), "cache") };
}

describe("an engine on PATH", () => {
  test("is taken when it is new enough, after those that are not were passed over", async () => {
    const old = engineFolder(emptyFolder(), "3.249.9");
    const broken = emptyFolder();
    script(broken, "pulumi", "exit 3");
    const hostless = emptyFolder();
    script(hostless, "pulumi", "exit 3");
    const good = engineFolder(emptyFolder(), "3.300.1");
    const { engine, passedOver } = await findEngine({ env: environment([old, broken, hostless, good]) });
    const expected = {
      bin: good,
      version: "3.300.1",
      source: "path",
      pulumi: path.join(good, "pulumi"),
    };
    expect(engine).toEqual(expected);
    expect(passedOver).toEqual([
      `${path.join(old, "pulumi")} is 3.249.9, older than 3.250.0`,
      `${path.join(broken, "pulumi")} does not run`,
      `${path.join(hostless, "pulumi")} does not run`,
    ]);
  });

  test("is passed over without a language host", async () => {
    const folder = emptyFolder();
    script(folder, "pulumi", "echo v3.250.0");
    const { engine, passedOver } = await findEngine({ env: environment([folder]) });
    expect(engine).toBeUndefined();
    expect(passedOver).toEqual([
      `${path.join(folder, "pulumi")} has no pulumi-language-nodejs beside it or on PATH`,
    ]);
  });

  test("may have its language host elsewhere on PATH", async () => {
    const folder = emptyFolder();
    script(folder, "pulumi", "echo v3.250.0");
    const elsewhere = emptyFolder();
    script(elsewhere, "pulumi-language-nodejs", "exit 0");
    const { engine } = await findEngine({ env: environment([folder, elsewhere]) });
    expect(engine?.bin).toBe(folder);
  });

  test("keeps npm and Go from being asked", async () => {
    const { calls, fills } = counted();
    const good = engineFolder(emptyFolder(), "3.250.0");
    expect((await ensureEngine({ env: environment([good]), fills })).source).toBe("path");
    expect(calls).toEqual([]);
  });
});

describe("the cache", () => {
  test("is filled by npm where npm can", async () => {
    const { calls, fills } = counted(true);
    expect((await ensureEngine({ env: environment(), fills })).source).toBe("npm");
    expect(calls).toEqual(["npm"]);
  });

  test("is filled by Go where npm cannot, saying so, and then serves without either", async () => {
    const { calls, fills } = counted();
    const env = environment();
    const said: string[] = [];
    const log = (line: string) => said.push(line);
    const engine = await ensureEngine({ env, fills, log });
    expect(engine).toEqual({
      bin: path.join(env.MAILZONE_CACHE, goKey(), "bin"),
      version: GO_ENGINE,
      source: "go",
      pulumi: path.join(env.MAILZONE_CACHE, goKey(), "bin/pulumi"),
    });
    expect(said).toEqual(["npm does not work", `the Pulumi engine ${GO_ENGINE} is ready`]);
    expect(await ensureEngine({ env, fills, log })).toEqual(engine);
    expect(calls).toEqual(["npm", "go"]);
  });

  test("is keyed by version and platform", () => {
    expect(goKey()).toMatch(
      new RegExp(`^go-${GO_ENGINE}-${process.platform}-${process.arch}-[0-9a-f]{8}-[0-9a-f]{8}$`),
    );
  });

  test("is filled anew when its engine does not run", async () => {
    const { calls, fills } = counted();
    const env = environment();
    const { bin } = await ensureEngine({ env, fills });
    script(bin, "pulumi", "exit 1");
    expect((await ensureEngine({ env, fills })).version).toBe(GO_ENGINE);
    expect(calls).toEqual(["npm", "go", "npm", "go"]);
  });

  test("is filled anew when its language host is gone", async () => {
    const { calls, fills } = counted();
    const env = environment();
    const { bin } = await ensureEngine({ env, fills });
    rmSync(path.join(bin, "pulumi-language-nodejs"));
    await ensureEngine({ env, fills });
    expect(calls).toEqual(["npm", "go", "npm", "go"]);
  });

  test("is rid of what a killed build left", async () => {
    const { fills } = counted();
    const env = environment();
    const left = path.join(env.MAILZONE_CACHE, `${goKey()}.tmp-1`);
    mkdirSync(left, { recursive: true });
    await ensureEngine({ env, fills });
    expect(existsSync(left)).toBe(false);
  });

  test("is filled once by two that start together", async () => {
    const { calls, fills } = counted();
    const env = environment();
    const engines = await Promise.all([ensureEngine({ env, fills }), ensureEngine({ env, fills })]);
    expect(engines[0]).toEqual(engines[1]);
    expect(calls).toEqual(["npm", "go"]);
  });

  test("is not taken for an engine on PATH", async () => {
    const { fills } = counted();
    const env = environment();
    const { bin } = await ensureEngine({ env, fills });
    expect((await findEngine({ env: { ...env, PATH: bin } })).engine?.source).toBe("go");
  });
});

test("the engine's folder comes first on PATH, then the project's Node", () => {
  const env = engineEnvironment({ bin: "/engine" }, "/clone/node_modules/.bin/node", { PATH: "/usr/bin" });
  expect(env["PATH"]).toBe(["/engine", "/clone/node_modules/.bin", "/usr/bin"].join(path.delimiter));
  expect(env["MAILZONE_ENGINE_BIN"]).toBe("/engine");
});

test("Go is not led astray by the user's settings, and keeps the proxy", () => {
  const env = goEnvironment(
    { GOFLAGS: "-mod=mod", GOBIN: "/b", GOOS: "plan9", GOPROXY: "p", GOPATH: "/g" },
    true,
  );
  expect(env).toEqual({
    GOFLAGS: "",
    GOWORK: "off",
    CGO_ENABLED: "0",
    GOTOOLCHAIN: "local",
    GOPROXY: "p",
    GOPATH: "/g",
  });
});

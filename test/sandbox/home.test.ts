/** The sandbox's folder has the right plugins, and its environment leads to the sandbox and to no real account. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { clouds } from "../../sandbox/clouds/cloud-id.ts";
import { standInOf } from "../../sandbox/clouds/clouds.ts";
import { ensureSandboxHome, sandboxEnvironment, sandboxHome } from "../../sandbox/home.ts";
import { temporaryHome } from "./temporary-home.ts";

const home = temporaryHome();
const require = createRequire(import.meta.url);
const folders = clouds
  .map((cloud) => standInOf(cloud).package)
  .sort()
  .map((name) => `resource-${name}-v${require(`@pulumi/${name}/package.json`).version}`);
const plugins = join(home, "pulumi", "plugins");
const wrapper = join(
  plugins,
  folders.find((folder) => folder.includes("alicloud")) ?? "",
  "pulumi-resource-alicloud",
);

describe("a sandbox's home", () => {
  test("has a plugin for each cloud, of the version that the SDK asks for", () => {
    ensureSandboxHome(home);
    expect(readdirSync(plugins).sort()).toEqual(folders);
    expect(statSync(wrapper).mode & 0o111).toBe(0o111);
    expect(existsSync(join(home, "state"))).toBe(true);
  });

  test("is left alone when nothing changed", () => {
    const before = statSync(wrapper).mtimeMs;
    ensureSandboxHome(home);
    expect(statSync(wrapper).mtimeMs).toBe(before);
  });

  test("is brought up to date after a move, and old versions go", () => {
    writeFileSync(wrapper, "#!/bin/sh\nexec /somewhere/else\n");
    mkdirSync(join(plugins, "resource-aws-v1.0.0"));
    ensureSandboxHome(home);
    expect(readFileSync(wrapper, "utf8")).toContain(process.execPath);
    expect(readdirSync(plugins).sort()).toEqual(folders);
  });

  test("is where $MAILZONE_SANDBOX_HOME says", () => {
    process.env["MAILZONE_SANDBOX_HOME"] = home;
    expect(sandboxHome()).toBe(home);
    delete process.env["MAILZONE_SANDBOX_HOME"];
    expect(sandboxHome()).toMatch(/\.mailzone[/\\]sandbox$/);
  });
});

describe("its environment", () => {
  const env = sandboxEnvironment(home, "/engine/bin");
  test("leads to the sandbox alone", () => {
    expect(env).toMatchObject({
      MAILZONE_SANDBOX: home,
      PULUMI_HOME: join(home, "pulumi"),
      PULUMI_BACKEND_URL: `file://${home}/state`,
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    });
    expect(env["PATH"]?.split(":")[0]).toBe("/engine/bin");
  });

  test("has of what npm run puts on PATH the project's own .bin alone", () => {
    const { PATH, npm_lifecycle_event } = process.env;
    const put = [
      "/work/node_modules/.bin",
      "/node_modules/.bin",
      "/npm/node_modules/run-script/node-gyp-bin",
    ];
    process.env["PATH"] = [...put, "/usr/bin"].join(delimiter);
    const pathOf = (event: string | undefined): string[] => {
      if (event === undefined) delete process.env["npm_lifecycle_event"];
      else process.env["npm_lifecycle_event"] = event;
      return sandboxEnvironment(home, "/engine/bin")["PATH"]?.split(delimiter) ?? [];
    };
    expect(pathOf("mailzone").slice(2)).toEqual(["/usr/bin"]);
    expect(pathOf(undefined).slice(2)).toEqual([...put, "/usr/bin"]);
    process.env["PATH"] = PATH;
    if (npm_lifecycle_event === undefined) delete process.env["npm_lifecycle_event"];
    else process.env["npm_lifecycle_event"] = npm_lifecycle_event;
  });

  test("hides the user's real credentials", () => {
    for (const name of ["AWS_ACCESS_KEY_ID", "CLOUDFLARE_API_TOKEN", "ALICLOUD_ACCESS_KEY"])
      expect(env[name]).toBe("sandbox");
    for (const name of ["AWS_SESSION_TOKEN", "AWS_PROFILE", "CLOUDFLARE_API_KEY", "ALICLOUD_SECURITY_TOKEN"])
      expect(env[name]).toBe("");
  });
});

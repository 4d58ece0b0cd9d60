/** A stand-in's plugin starts in the sandbox alone, and ends with the engine. */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { ensureSandboxHome } from "../../sandbox/home.ts";
import { temporaryHome } from "./temporary-home.ts";

const home = ensureSandboxHome(temporaryHome());
const version = createRequire(import.meta.url)("@pulumi/cloudflare/package.json").version;
const wrapper = join(
  home,
  "pulumi",
  "plugins",
  `resource-cloudflare-v${version}`,
  "pulumi-resource-cloudflare",
);

function start(env: Record<string, string | undefined>) {
  const child = spawn(wrapper, ["127.0.0.1:1"], { env: { ...process.env, ...env } });
  let out = "";
  let err = "";
  child.stdout.on("data", (bytes) => {
    out += bytes;
    // The engine holds the other end of the plugin's stdin; when the engine is killed, it closes.
    child.stdin.end();
  });
  child.stderr.on("data", (bytes) => {
    err += bytes;
  });
  return new Promise<{ out: string; err: string; code: number | null }>((done) =>
    child.on("close", (code) => done({ out, err, code })),
  );
}

describe("a plugin", () => {
  test("refuses to start outside the sandbox, in one line", async () => {
    const { out, err, code } = await start({ MAILZONE_SANDBOX: undefined });
    expect([out, code]).toEqual(["", 1]);
    expect(err).toMatch(/^pulumi-resource-cloudflare .*MAILZONE_SANDBOX is not set\n$/);
  });

  test("prints its port and nothing else, and ends when the engine is gone", async () => {
    const { out, err, code } = await start({ MAILZONE_SANDBOX: home });
    expect(out).toMatch(/^\d+\n$/);
    expect([err, code]).toEqual(["", 0]);
  });
});

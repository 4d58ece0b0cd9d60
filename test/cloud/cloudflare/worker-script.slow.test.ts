/** The Workers of a fleet's policies in workerd, which is Cloudflare's own runtime, asked over HTTP on loopback. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { ResourceArgs } from "../../../src/cloud/resource.ts";
import { loadText } from "../../../src/pipeline.ts";
import { planZones } from "../../../src/plan/plan.ts";
import { ensureWorkerd } from "../../../tools/workerd.mjs";
import { ANSWERS, HOST } from "./worker-answers.ts";

// the first run installs the runtime
jest.setTimeout(400_000);

const { zones } = loadText(
  "a.yaml",
  `domain: ${HOST}\ndns: cloudflare\nmailbox: tencent-exmail\nmtaSts: {mode: enforce, host: cloudflare-worker}\n`,
);
const script = planZones(zones).find(({ kind }) => kind === "script");
const POLICY = zones[0]?.domains[0]?.domain.stsPolicy?.text ?? "";

let folder: string;
let workerd: ChildProcess;
let port: string;
beforeAll(async () => {
  const program = await ensureWorkerd({ log: (line) => process.stderr.write(`${line}\n`) });
  folder = mkdtempSync(join(tmpdir(), "mailzone-worker-"));
  const { content, mainModule, compatibilityDate } = (script?.args ?? {}) as ResourceArgs;
  writeFileSync(join(folder, String(mainModule)), String(content));
  writeFileSync(
    join(folder, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "policy", worker = (
    modules = [(name = "${mainModule}", esModule = embed "${mainModule}")],
    compatibilityDate = "${compatibilityDate}",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "policy")],
);
`,
  );
  workerd = spawn(program, ["serve", "config.capnp", "--control-fd=3"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit", "pipe"],
  });
  const control = createInterface({ input: workerd.stdio[3] as NodeJS.ReadableStream });
  for await (const line of control) {
    const told = JSON.parse(line) as { readonly event: string; readonly port: number };
    if (told.event !== "listen") continue;
    port = String(told.port);
    break;
  }
});
afterAll(async () => {
  workerd.kill("SIGTERM");
  await once(workerd, "exit");
  rmSync(folder, { recursive: true, force: true });
});

describe("what senders and others get", () => {
  test.each(ANSWERS(POLICY))("$method $path: $status", async ({ method, path, ...wanted }) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, redirect: "manual" });
    const answer = {
      status: response.status,
      type: response.headers.get("content-type"),
      text: await response.text(),
    };
    expect(answer).toEqual(wanted);
  });
});

/** The language host serves the engine's calls, asked by a real gRPC client, and finds the SDK of the project. */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, test } from "@jest/globals";
import type { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import type { RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import { emptyFolder } from "./made-up.ts";

// gRPC and protocol buffers come with the SDK and are no dependencies of our own
const fromPulumi = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));
const { credentials } = fromPulumi("@grpc/grpc-js");
const { LanguageRuntimeClient: Client } = fromPulumi("./proto/language_grpc_pb.js");
const language = fromPulumi("./proto/language_pb.js") as typeof import("@pulumi/pulumi/proto/language_pb.js");
const { Empty } = fromPulumi("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = fromPulumi("google-protobuf/google/protobuf/struct_pb.js");

const REPOSITORY = path.join(import.meta.dirname, "../..");
const HOST = path.join(REPOSITORY, "tools/language-host/language-host.mjs");

/** A project whose SDK only says how it was called and ends with the exit code that the program's name tells. */
function project(): string {
  const folder = emptyFolder();
  const sdk = path.join(folder, "node_modules/@pulumi/pulumi/cmd/run");
  mkdirSync(sdk, { recursive: true });
  const said =
    "{ words: process.argv.slice(2), config: process.env.PULUMI_CONFIG, ts: process.env.PULUMI_NODEJS_TYPESCRIPT }";
  writeFileSync(
    path.join(sdk, "index.js"),
    `console.log(JSON.stringify(${said}));
     const last = process.argv.at(-1);
     if (last === "forever") setInterval(() => {}, 1000); else process.exitCode = Number(last);`,
  );
  return folder;
}

async function started(folder: string, script = HOST) {
  const env = { ...process.env };
  delete env["PULUMI_NODEJS_TYPESCRIPT"];
  const host = spawn(process.execPath, [script, "127.0.0.1:1"], {
    cwd: folder,
    env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => host.on("close", resolve));
  let output = "";
  const port = await new Promise<string>((resolve, reject) => {
    host.on("exit", (code) => reject(new Error(`the host ended with ${code} before it named its port`)));
    host.stdout.on("data", (chunk) => {
      output += chunk;
      const [line, rest] = output.split("\n", 2);
      if (rest !== undefined) {
        resolve(line ?? "");
      }
    });
  });
  const client: LanguageRuntimeClient = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  return { host, client, ended, output: () => output.slice(port.length + 1) };
}

function runRequest(folder: string, program: string) {
  const info = new language.ProgramInfo();
  info.setRootDirectory(folder);
  info.setProgramDirectory(folder);
  info.setEntryPoint(program);
  info.setOptions(Struct.fromJavaScript({ typescript: false }));
  const request = new language.RunRequest();
  request.setPwd(folder);
  request.setProject("p");
  request.setStack("s");
  request.setMonitorAddress("127.0.0.1:2");
  request.setParallel(16);
  request.setDryrun(true);
  request.getConfigMap().set("p:key", "value");
  request.setInfo(info);
  return request;
}

function run(client: LanguageRuntimeClient, request: RunRequest) {
  return new Promise<{ error: string; bail: boolean }>((resolve, reject) => {
    client.run(request, (error, response) => (error ? reject(error) : resolve(response.toObject())));
  });
}

/** The host as set-up puts it beside the engine, where no SDK is. */
function besideEngine(): string {
  const folder = emptyFolder();
  cpSync(path.dirname(HOST), folder, { recursive: true });
  return path.join(folder, path.basename(HOST));
}

describe("beside the engine it takes the SDK of the project", () => {
  test("that the engine stands in", async () => {
    const { host, client, ended } = await started(REPOSITORY, besideEngine());
    client.close();
    host.kill();
    expect(await ended).toBe(0);
  });

  test("or says that there is none", () => {
    const folder = emptyFolder();
    const { status, stdout, stderr } = spawnSync(process.execPath, [besideEngine()], { cwd: folder });
    expect([status, String(stdout)]).toEqual([1, ""]);
    expect(String(stderr)).toMatch(/^@pulumi\/pulumi is not installed for .+: run npm install there\n$/);
  });
});

describe("the language host, asked by a real gRPC client", () => {
  test("runs a program with its config and tells success, failure and what the user was told already", async () => {
    const folder = project();
    const { host, client, ended, output } = await started(folder);
    expect(await run(client, runRequest(folder, "0"))).toEqual({ error: "", bail: false });
    expect(await run(client, runRequest(folder, "32"))).toEqual({ error: "", bail: true });
    expect(await run(client, runRequest(folder, "7"))).toEqual({
      error: "Program exited with non-zero exit code: 7",
      bail: false,
    });
    const { words, config, ts } = JSON.parse(output().split("\n")[0] ?? "");
    expect(words).toEqual([
      ...[
        "--monitor",
        "127.0.0.1:2",
        "--engine",
        "127.0.0.1:1",
        "--project",
        "p",
        "--root-directory",
        folder,
      ],
      ...["--stack", "s", "--pwd", folder, "--parallel", "16", "--dry-run", "0"],
    ]);
    expect(JSON.parse(config)).toEqual({ "p:key": "value" });
    expect(ts).toBeUndefined();
    client.close();
    host.kill("SIGINT");
    expect(await ended).toBe(0);
  });

  test("ends, and the program with it, when the engine is gone", async () => {
    const folder = project();
    const { host, client, ended } = await started(folder);
    const running = run(client, runRequest(folder, "forever")).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    host.stdin.end();
    // The program holds the same standard output: that it closes says that both have ended.
    expect(await ended).toBe(0);
    client.close();
    await running;
  });

  test("says what it does not support, as the engine expects", async () => {
    const { host, client, ended } = await started(project());
    const code = await new Promise((resolve) => {
      client.generateProject(new language.GenerateProjectRequest(), (error) => resolve(error?.code));
    });
    const info = await new Promise((resolve) => {
      client.getPluginInfo(new Empty(), (_error, response) => resolve(response.toObject()));
    });
    expect(code).toBe(12);
    expect(info).toEqual({ version: "" });
    client.close();
    host.kill();
    await ended;
  });
});

import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { credentials } from "@grpc/grpc-js";
import { describe, expect, test } from "@jest/globals";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language from "@pulumi/pulumi/proto/language_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { decode, encode } from "../../tools/language-host/protobuf.mjs";
import { emptyFolder } from "./made-up.ts";

const HOST = path.join(import.meta.dirname, "../../tools/language-host/language-host.mjs");

test("protocol buffers: what is encoded is decoded again", () => {
  const fields = {
    1: ["text", "string"],
    2: ["list", { repeated: "string" }],
    3: ["map", { map: "string" }],
    4: ["inner", { 1: ["flag", "bool"], 2: ["share", "double"] }],
    16: ["count", "int"],
  };
  const message = {
    text: "ü".repeat(200),
    list: ["", "b"],
    map: { "a:b": "", c: "d" },
    inner: { flag: true, share: 0.5 },
    count: 2 ** 40,
  };
  expect(decode(fields, encode(fields, message))).toEqual(message);
  expect(decode({ 16: ["count", "int"] }, encode(fields, { ...message, count: -1 }))).toEqual({ count: -1 });
});

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

async function started(folder: string) {
  const env = { ...process.env };
  delete env["PULUMI_NODEJS_TYPESCRIPT"];
  const host = spawn(process.execPath, [HOST, "127.0.0.1:1"], {
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
  const client = new LanguageRuntimeClient(`127.0.0.1:${port}`, credentials.createInsecure());
  return { host, client, ended, output: () => output.slice(port.length + 1) };
}

function runRequest(folder: string, program: string) {
  const info = new language.ProgramInfo();
  info.setRootDirectory(folder);
  info.setProgramDirectory(folder);
  info.setEntryPoint(program);
  info.setOptions(struct.Struct.fromJavaScript({ typescript: false }));
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

function run(client: LanguageRuntimeClient, request: InstanceType<typeof language.RunRequest>) {
  return new Promise<{ error: string; bail: boolean }>((resolve, reject) => {
    client.run(request, (error, response) => (error ? reject(error) : resolve(response.toObject())));
  });
}

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
      client.getPluginInfo(new empty.Empty(), (_error, response) => resolve(response.toObject()));
    });
    expect(code).toBe(12);
    expect(info).toEqual({ version: "" });
    client.close();
    host.kill();
    await ended;
  });
});

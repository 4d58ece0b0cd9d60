/** Commands that ask servers say so on a terminal while no answer comes, and leave no trace of it. */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jest } from "@jest/globals";
import { needs } from "../needs.ts";
import { atTerminal } from "./at-terminal.ts";

const { afterAll, beforeAll, test } = needs("python3");

jest.setTimeout(240_000);

/** Takes questions, and answers none. */
let questions: Socket;
let transfers: Server;
let folder: string;
beforeAll(async () => {
  questions = createSocket("udp4").bind(0, "127.0.0.1");
  await once(questions, "listening");
  transfers = createServer().listen(0, "127.0.0.1");
  await once(transfers, "listening");
  folder = mkdtempSync(join(tmpdir(), "mailzone-waiting-"));
  writeFileSync(
    join(folder, "example.com.yaml"),
    "domain: example.com\ndns: cloudflare\nmailbox: alibaba-mail-enterprise\nmigrate: {from: tencent-exmail, phase: prepare}\n",
  );
});
afterAll(() => {
  questions.close();
  transfers.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  ["verify", ["example.com.yaml", "--root"], 2],
  ["status", ["example.com.yaml", "--root"], 0],
  ["diagnose", ["example.com", "--root"], 2],
  ["spf", ["example.com", "--ip", "192.0.2.1", "--root"], 1],
  ["detect", ["example.com", "--server"], 2],
])("%s", (command, words, code) => {
  const server = `127.0.0.1:${questions.address().port}`;
  const seen = atTerminal([command, ...words, server], folder, [["asking DNS (2 s)", ""]]);
  expect([seen.missed, seen.code]).toEqual([null, code]);
  // the line was erased before the result came
  expect(seen.seen).toMatch(/\rasking DNS \(\d+ s\)\r *(?!asking)\S/);
});

test("import --axfr", () => {
  const { port } = transfers.address() as { port: number };
  const words = ["import", "--axfr", `127.0.0.1:${port}`, "--zone", "example.com"];
  const seen = atTerminal(words, folder, [[`asking 127.0.0.1:${port} (2 s)`, "\u0003"]]);
  expect(seen).toMatchObject({ missed: null, code: -2 });
});

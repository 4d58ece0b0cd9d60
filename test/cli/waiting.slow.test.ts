/**
 * Commands that ask servers say so on a terminal while no answer comes, and leave no trace of it. The seconds that the line
 * tells are the machine's: a busy one draws it first at three.
 */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, jest } from "@jest/globals";
import { ED25519_KEY, RSA_KEY } from "../mail/keys.ts";
import { needs } from "../needs.ts";
import { atTerminal } from "./at-terminal.ts";

const { afterAll, beforeAll, test } = needs("python3");

jest.setTimeout(240_000);

/** A server of one's own, with a key and a host that wait for what DNS answers. */
const OWN = `domain: own.example
dns: cloudflare
mailbox:
  provider: self-hosted
  with: {ipv4: 192.0.2.25}
dkim:
  - {selector: s1, state: active, since: 2026-01-01T00:00:00Z, key: ${RSA_KEY}}
  - {selector: s2, state: next, since: 2026-06-01T00:00:00Z, key: ${ED25519_KEY}}
dane: {hosts: {mail: {certificates: [{sha256: ${"0a".repeat(32)}}]}}}
`;

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
  mkdirSync(join(folder, "stacks/lab"), { recursive: true });
  writeFileSync(join(folder, "stacks/lab/own.example.yaml"), OWN);
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
  ["dkim", ["rotate", "own.example", "--root"], 2],
  ["dane", ["pin", "own.example", "--root"], 2],
])("%s", (command, words, code) => {
  const server = `127.0.0.1:${questions.address().port}`;
  const seen = atTerminal([command, ...words, server], folder, [["asking DNS (", ""]]);
  expect([seen.missed, seen.code]).toEqual([null, code]);
  // the line was erased before the result came
  expect(seen.seen).toMatch(/\rasking DNS \(\d+ s\)\r *(?!asking)\S/);
});

test("import --axfr", () => {
  const { port } = transfers.address() as { port: number };
  const words = ["import", "--axfr", `127.0.0.1:${port}`, "--zone", "example.com"];
  const seen = atTerminal(words, folder, [[`asking 127.0.0.1:${port} (`, "\u0003"]]);
  expect(seen).toMatchObject({ missed: null, code: -2 });
});

/**
 * A DKIM rotation from its beginning to its end with the real engine, a domain on each stand-in cloud. Mail that was signed at any
 * time before is verified by what DNS answers, while the engine runs too: at no moment has a signature in transit no valid key.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { type DnsServer, startDnsServer } from "../../sandbox/dns-server.ts";
import { newKeyPair } from "../../src/mail/dkim-pair.ts";
import { rotationDocument } from "../../src/report/dkim-rotation.ts";
import { statusDocument } from "../../src/report/status-json.ts";
import { signedMessage, verifiedAs } from "../mail/dkim-signed.ts";
import { allClouds, type Run, TestStack } from "./test-stack.ts";
import { domainOn, onEach, succeeded } from "./three-clouds.ts";
import { watched } from "./watched.ts";

jest.setTimeout(400_000);

const DAY = 86_400_000;

let stack: TestStack;
let server: DnsServer;
let keys: string;
/** Signed messages in transit, by cloud. */
const transit = new Map<Cloud, string[]>(allClouds.map((cloud) => [cloud, []]));
/** Every private key that was made: their base64, in one line. */
const secrets: string[] = [];

const bodyOf = (pem: string): string => pem.replace(/-----.*-----|\s/g, "");

beforeAll(async () => {
  stack = await TestStack.make();
  server = await startDnsServer({ home: stack.home });
  keys = join(stack.folder, "keys");
  mkdirSync(keys, { mode: 0o700 });
  const pairs = new Map(
    await Promise.all(allClouds.map(async (cloud) => [cloud, await newKeyPair("rsa2048")] as const)),
  );
  stack.write(
    onEach(
      (cloud, domain) =>
        `domain: ${domain}\ndns: ${cloud}\nmode: send-only\nspf: {ip4: [192.0.2.25], all: fail}\ndmarc: {policy: none}\n` +
        `ttl: 600\ndkim:\n  - {selector: old, since: "${new Date(Date.now() - 400 * DAY).toISOString().slice(0, 10)}", key: "${pairs.get(cloud)?.publicKey}"} # ours\n`,
    ),
  );
  succeeded(await stack.up());
  for (const [cloud, { privateKey }] of pairs) await send(cloud, "old", privateKey);
});
afterAll(async () => {
  await server.close();
  await stack.remove();
});

async function send(cloud: Cloud, selector: string, privateKey: string): Promise<void> {
  secrets.push(bodyOf(privateKey));
  transit.get(cloud)?.push(await signedMessage({ domain: domainOn(cloud), selector, privateKey }));
}

/** What receivers find of all mail in transit, by DNS as it is now: `cloud: result` of what does not pass. */
async function failing(): Promise<string[]> {
  const found = allClouds.map(async (cloud) => {
    const resolver = await stack.resolver(cloud);
    const results = (transit.get(cloud) ?? []).map((one) =>
      verifiedAs(one, (name) => resolver.resolveTxt(name)),
    );
    return (await Promise.all(results))
      .filter((result) => result !== "pass")
      .map((result) => `${cloud}: ${result}`);
  });
  return (await Promise.all(found)).flat();
}

/** An `up` during which all mail in transit is verified again and again. */
async function watchedUp(): Promise<{ run: Run; failed: string[]; rounds: number }> {
  const { result: run, looks } = await watched(stack.up(), failing);
  return { run, failed: looks.flat(), rounds: looks.length - 1 };
}

const root = (): string[] => ["--root", `127.0.0.1:${server.port}`, "--format", "json"];

async function rotate(...words: string[]) {
  const { stdout } = succeeded(await stack.mailzone("dkim", "rotate", "stacks", ...words, ...root()));
  return rotationDocument.parse(JSON.parse(stdout)).changes;
}

const did = (changes: Awaited<ReturnType<typeof rotate>>): string[] =>
  changes.map((one) => `${one.domain} ${one.selector ?? ""} ${one.did}`).sort();

/** As if all keys had come into their states so long before. */
function age(days: number): void {
  for (const name of readdirSync(stack.specs)) {
    const text = readFileSync(join(stack.specs, name), "utf8");
    const earlier = text.replaceAll(
      /since: (\d{4}-[0-9T:-]+Z)/g,
      (_, time: string) =>
        `since: ${new Date(Date.parse(time) - days * DAY).toISOString().replace(/\.\d+/, "")}`,
    );
    writeFileSync(join(stack.specs, name), earlier);
  }
}

const today = new Date().toISOString().slice(0, 10).replaceAll("-", "");
const [fresh, edwards] = [`r${today}`, `e${today}`];
const each = (...words: string[]): string[] =>
  allClouds.flatMap((cloud) => words.map((word) => `${domainOn(cloud)} ${word}`)).sort();

test("begins with new keys, which are published and which nothing has to confirm", async () => {
  expect(await failing()).toEqual([]);
  expect(did(await rotate("--key-folder", "keys"))).toEqual(each(`${fresh} began`));
  for (const name of readdirSync(keys)) expect(statSync(join(keys, name)).mode & 0o777).toBe(0o600);
  const made = await stack.mailzone(
    "dkim",
    "new",
    domainOn("cloudflare"),
    "--algorithm",
    "ed25519",
    "--secret",
  );
  succeeded(made);
  // no server answers them yet
  expect(did(await rotate())).toEqual([...each(" waits"), "cloudflare.example  waits"].sort());
  const { run, failed, rounds } = await watchedUp();
  succeeded(run);
  expect(failed).toEqual([]);
  expect(rounds).toBeGreaterThan(2);
});

test("waits for the TTL, then signs with the new keys while mail signed with the old ones still passes", async () => {
  expect(did(await rotate())).toEqual([...each(" waits"), "cloudflare.example  waits"].sort());
  const { stdout } = succeeded(await stack.mailzone("status", ...root()));
  const { keys: seen } = statusDocument.parse(JSON.parse(stdout));
  expect(seen.map(({ servers }) => servers.map(({ key }) => key))).toEqual(Array(7).fill(["wanted"]));
  age(0.01);
  expect(did(await rotate())).toEqual(
    [...each(`${fresh} activated`, "old retired"), `cloudflare.example ${edwards} activated`].sort(),
  );
  for (const cloud of allClouds)
    await send(cloud, fresh, readFileSync(join(keys, `${domainOn(cloud)}.${fresh}.key`), "utf8"));
  const name = `dkim:${edwards}._domainkey.${domainOn("cloudflare")}`;
  await send(
    "cloudflare",
    edwards,
    succeeded(await stack.pulumi("config", "get", "--stack", "test", name)).stdout,
  );
  expect(await failing()).toEqual([]);
  // nothing that is published changes
  succeeded(await stack.preview("--expect-no-changes"));
});

test("a key is not revoked while mail may be in transit: rotate waits, and the guard refuses what is done by hand", async () => {
  expect(did(await rotate())).toEqual(each(" waits"));
  const file = join(stack.specs, "route53.yaml");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("state: retiring", "state: revoked"));
  const refused = await stack.up();
  expect(refused.code).not.toBe(0);
  expect(refused.text).toContain("plan-dkim-gone");
  expect(await failing()).toEqual([]);
  writeFileSync(file, text);
});

test("revokes the old keys a week later, without a question; what the new ones sign passes all the while", async () => {
  age(8);
  expect(did(await rotate())).toEqual(each("old revoked"));
  const arrived = allClouds.map((cloud) => transit.get(cloud)?.shift() ?? "");
  const { run, failed } = await watchedUp();
  succeeded(run);
  expect(failed).toEqual([]);
  for (const [i, cloud] of allClouds.entries()) {
    const resolver = await stack.resolver(cloud);
    expect(await verifiedAs(arrived[i] ?? "", (name) => resolver.resolveTxt(name))).not.toBe("pass");
  }
});

test("the private keys are nowhere but where they were sent", () => {
  const made = secrets.slice(allClouds.length);
  // the end of each is of the private half alone
  expect(new Set(made).size).toBe(4);
  const files = readdirSync(stack.folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && !entry.parentPath.includes("node_modules") && entry.parentPath !== keys,
    )
    .map((entry) => join(entry.parentPath, entry.name));
  expect(files.some((file) => file.includes(".pulumi"))).toBe(true);
  for (const file of files) {
    const text = readFileSync(file, "latin1").replaceAll(/\s|\\n/g, "");
    for (const secret of made) expect([file, text.includes(secret.slice(-40))]).toEqual([file, false]);
  }
});

/**
 * The key of a mail host changes, from its beginning to its end, with the real engine on the clouds that have TLSA. openssl
 * delivers to the server by every answer that a sender may still have: at no moment of the right order is it refused.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, jest } from "@jest/globals";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { type DnsServer, startDnsServer } from "../../sandbox/dns-server.ts";
import { observe } from "../../src/live/observe.ts";
import { statusDocument } from "../../src/report/status-json.ts";
import { delivers } from "../live/smtp/dane-sender.ts";
import { mailServer, type StandIn } from "../live/smtp/stand-ins.ts";
import { certificateFor, publicKeyOf } from "../mail/openssl.ts";
import { needs } from "../needs.ts";
import { type Run, TestStack } from "./test-stack.ts";
import { domainOn, succeeded } from "./three-clouds.ts";
import { watched } from "./watched.ts";

const { afterAll, beforeAll, test } = needs("openssl");

jest.setTimeout(400_000);

/** Alibaba Cloud DNS has no TLSA. */
const CLOUDS = ["route53", "cloudflare"] as const satisfies readonly Cloud[];
const ADDRESSES = { route53: "127.54.22.1", cloudflare: "127.54.22.2" } as const;
/** In seconds. */
const TTL = 600;

const hostOn = (cloud: Cloud): string => `mail.${domainOn(cloud)}`;
const old = certificateFor("mail");
const next = certificateFor("mail");

let stack: TestStack;
let dns: DnsServer;
let port = 0;
const servers = new Map<Cloud, StandIn>();
/** Seconds that the test has let pass. */
let passed = 0;
const seconds = (): number => Date.now() / 1000 + passed;
/** Answers that resolvers have had, each with when it was last given. */
const answers = new Map<Cloud, Map<string, number>>(CLOUDS.map((cloud) => [cloud, new Map()]));

beforeAll(async () => {
  stack = await TestStack.make();
  dns = await startDnsServer({ home: stack.home });
  writeFileSync(join(stack.folder, "old.pem"), old.cert);
  // before any certificate of it is issued
  writeFileSync(join(stack.folder, "next.pem"), publicKeyOf(next.cert));
  await give(old);
  specs("../../old.pem");
  succeeded(await stack.up());
});
afterAll(async () => {
  for (const server of servers.values()) await server.close();
  await dns.close();
  await stack.remove();
});

/** All servers have this key from now on. */
async function give({ key, cert }: typeof old): Promise<void> {
  for (const cloud of CLOUDS) {
    await servers.get(cloud)?.close();
    const server = await mailServer({ key, chain: cert }, hostOn(cloud))(ADDRESSES[cloud], port);
    servers.set(cloud, server);
    port = server.port;
  }
}

const specs = (...certificates: string[]): void =>
  stack.write(
    Object.fromEntries(
      CLOUDS.map((cloud) => [
        `${cloud}.yaml`,
        [
          `domain: ${domainOn(cloud)}`,
          `dns: ${cloud}`,
          "mode: receive-only",
          `ttl: ${TTL}`,
          "records:",
          "  - {type: MX, value: 10 mail}",
          `  - {name: mail, type: A, value: ${ADDRESSES[cloud]}}`,
          `dane: {hosts: {mail: {certificates: [${certificates.join(", ")}]}}}`,
          'waive: [{check: mx-public-addr, reason: "a laboratory"}]',
          "",
        ].join("\n"),
      ]),
    ),
  );

/** When the next key was added, by the test's clock. */
let published = 0;
const added = (): string => {
  const since = new Date((published - passed) * 1000).toISOString().replace(/\.\d+/, "");
  return `{file: ../../next.pem, since: "${since}"}`;
};

/** Every sender that would not deliver now, by what DNS answers and by the answers of less than a TTL ago. */
async function refused(): Promise<string[]> {
  const found: string[] = [];
  for (const cloud of CLOUDS) {
    const records = await observe(await stack.resolver(cloud), `_25._tcp.${hostOn(cloud)}.`, "TLSA");
    const known = answers.get(cloud)?.set(JSON.stringify(records), seconds());
    for (const [answer, given] of known ?? []) {
      if (given + TTL < seconds()) continue;
      const pinned: string[] = JSON.parse(answer);
      const isDelivered = pinned.length > 0 && (await delivers(serverOf(cloud), hostOn(cloud), pinned));
      if (!isDelivered) found.push(`${cloud}: by ${pinned.length}`);
    }
  }
  return found;
}

const serverOf = (cloud: Cloud): StandIn => servers.get(cloud) as StandIn;

/** An `up` during which mail is delivered again and again. */
async function watchedUp(): Promise<{ run: Run; failed: string[]; rounds: number }> {
  const { result: run, looks } = await watched(stack.up(), refused);
  return { run, failed: looks.flat(), rounds: looks.length - 1 };
}

const asked = (command: string): Promise<Run> => {
  const from = ["--root", `127.0.0.1:${dns.port}`, "--smtp", "--smtp-port", String(port)];
  return stack.mailzone(command, ...from, "--format", "json");
};

/** What `status` says comes next, of each host. */
async function steps(): Promise<(string | null)[]> {
  const { stdout } = succeeded(await asked("status"));
  return statusDocument.parse(JSON.parse(stdout)).dane.map(({ next: says }) => says);
}

/** `severity code` of what `verify` finds about keys. */
async function found(): Promise<string[]> {
  const { findings } = JSON.parse((await asked("verify")).stdout) as {
    findings: { code: string; severity: string }[];
  };
  return findings.filter(({ code }) => code === "smtp-tlsa").map((one) => `${one.severity} ${one.code}`);
}

const each = (word: string): string[] => CLOUDS.map((cloud) => `${cloud}: ${word}`);
const eachSays = (pattern: RegExp) => CLOUDS.map(() => expect.stringMatching(pattern));

test("the first key of a host is published, and the server has it", async () => {
  expect(await refused()).toEqual([]);
  expect([await found(), await steps()]).toEqual([[], [null, null]]);
});

test("a server that gets a key without a record is found", async () => {
  await give(next);
  expect(await refused()).toEqual(each("by 1"));
  expect(new Set(await found())).toEqual(new Set(["error smtp-tlsa"]));
  expect(await steps()).toEqual(eachSays(/^give 127\.\d+\.\d+\.\d+ the certificate of a record/));
  await give(old);
});

test("the next key's record cannot take the place of the old one at once", async () => {
  specs("../../next.pem");
  const run = await stack.up();
  expect(run.code).not.toBe(0);
  expect(run.text.match(/plan-tls-gone/g)?.length).toBeGreaterThanOrEqual(2);
  expect(await refused()).toEqual([]);
});

test("it is published beside the old one, and mail goes on all the while", async () => {
  published = seconds();
  specs("../../old.pem", added());
  const { run, failed, rounds } = await watchedUp();
  succeeded(run);
  expect(failed).toEqual([]);
  expect(rounds).toBeGreaterThan(2);
  expect(await steps()).toEqual(eachSays(/^wait until [-\d]+ [:\d]+ UTC, then give mail\..* of next\.pem$/));
});

test("until its TTLs have passed, the old one cannot go, and a server that has the next key is found", async () => {
  passed += TTL / 2;
  specs(added());
  const run = await stack.up();
  expect(run.code).not.toBe(0);
  expect(run.text).toContain("senders may still have an answer without those that stay");
  specs("../../old.pem", added());
  await give(next);
  expect(await refused()).toEqual(each("by 1"));
  expect(new Set(await found())).toEqual(new Set(["warning smtp-tlsa"]));
  expect(await steps()).toEqual(eachSays(/^give 127\..* the certificate of old\.pem again until/));
  await give(old);
  expect(await refused()).toEqual([]);
});

test("then the server may have it; before that, status does not let the old record go", async () => {
  passed += 2 * TTL;
  specs("../../old.pem", added());
  expect(await steps()).toEqual(eachSays(/^give mail\..* the certificate of next\.pem$/));
  specs(added());
  expect(await steps()).toEqual(eachSays(/^give 127\..* the certificate of a record/));
  specs("../../old.pem", added());
  // as issued by now: the key is the same, and so is the record
  writeFileSync(join(stack.folder, "next.pem"), next.cert);
  await give(next);
  expect([await refused(), await found()]).toEqual([[], []]);
  succeeded(await stack.preview("--expect-no-changes"));
  expect(await steps()).toEqual(eachSays(/^delete old\.pem from the certificates of mail\./));
});

test("the old record goes without a question, and no sender notices", async () => {
  specs(added());
  const { run, failed } = await watchedUp();
  succeeded(run);
  expect(failed).toEqual([]);
  passed += TTL;
  expect([await refused(), await found(), await steps()]).toEqual([[], [], [null, null]]);
});

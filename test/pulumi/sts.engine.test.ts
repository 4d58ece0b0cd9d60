/**
 * The life of an MTA-STS policy with the real engine, a domain on each cloud: tested, enforced, with other MX hosts, ended, and taken away.
 * At no moment of the right order does a sender refuse to deliver, whatever it has kept.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { type Cloud, clouds } from "../../sandbox/clouds/cloud-id.ts";
import { type DnsServer, startDnsServer } from "../../sandbox/dns-server.ts";
import { observe } from "../../src/live/observe.ts";
import { age } from "./migrate-stack.ts";
import { StsSenders } from "./sts-senders.ts";
import { TestStack } from "./test-stack.ts";
import { answersAsWanted, domainOn, onEach, succeeded } from "./three-clouds.ts";
import { watched } from "./watched.ts";

jest.setTimeout(400_000);

/** In seconds. */
const TTL = 600;
const [ONE, TWO, THREE] = ["one.example.net", "two.example.net", "three.example.net"] as const;

/** Domains with these MX hosts; `fields` without one is a spec without a policy. */
const specs = (hosts: readonly string[], fields?: string) =>
  onEach((cloud, domain) =>
    [
      `domain: ${domain}`,
      `dns: ${cloud}`,
      "mode: receive-only",
      `ttl: ${TTL}`,
      `records: [${hosts.map((host, i) => `{type: MX, value: ${10 * (i + 1)} ${host}.}`).join(", ")}]`,
      ...(fields === undefined ? [] : [`mtaSts: {host: static, server: web.example.net, ${fields}}`]),
      "",
    ].join("\n"),
  );

let stack: TestStack;
let dns: DnsServer;
/** What each domain's web server has. */
const served = new Map<Cloud, string>();
const senders = new Map(clouds.map((cloud) => [cloud, new StsSenders(TTL)]));
/** Seconds that the test has let pass. */
let passed = 0;

beforeAll(async () => {
  stack = await TestStack.make();
  dns = await startDnsServer({ home: stack.home });
});
afterAll(async () => {
  await dns.close();
  await stack.remove();
});

/** Writes the policies and brings them to the web servers. */
async function bringPolicies(): Promise<void> {
  succeeded(await stack.mailzone("sts", "export", "web", "stacks"));
  for (const cloud of clouds) {
    const host = join(stack.folder, `web/hosts/mta-sts.${domainOn(cloud)}`);
    served.set(cloud, readFileSync(join(host, ".well-known/mta-sts.txt"), "utf8"));
  }
}

/** What senders refuse now; with `exchanges`, if DNS had those. */
async function refused(exchanges?: readonly string[]): Promise<string[]> {
  const found = clouds.map(async (cloud) => {
    const resolver = await stack.resolver(cloud);
    const texts = await observe(resolver, `_mta-sts.${domainOn(cloud)}.`, "TXT");
    const answered = await observe(resolver, `${domainOn(cloud)}.`, "MX");
    const moment = {
      now: Date.now() / 1000 + passed,
      id: /id=(\w+)/.exec(texts.join(""))?.[1],
      exchanges: exchanges ?? answered.map((text) => /(\S+)\.$/.exec(text)?.[1] ?? ""),
      served: served.get(cloud),
    };
    return senders.get(cloud)?.refused(moment) ?? [];
  });
  return (await Promise.all(found)).flat();
}

/** An `up` that succeeds, and during which senders deliver again and again. */
async function watchedUp(): Promise<void> {
  const { result, looks } = await watched(stack.up(), refused);
  succeeded(result);
  expect(looks.flat()).toEqual([]);
  for (const cloud of clouds) await answersAsWanted(stack, cloud);
}

async function wait(seconds: number): Promise<void> {
  passed += seconds;
  await age(stack, seconds);
}

/** `domain word` of the guards' findings about policies that go. */
const refusals = (text: string): string[] =>
  [...text.matchAll(/_mta-sts\.(\S+) loses its MTA-STS record, (?:so|but) (\w+)/g)].map(
    ([, domain, word]) => `${domain} ${word}`,
  );

test("a policy is tested, then enforced, and cannot simply go", async () => {
  for (const mode of ["testing", "enforce"]) {
    stack.write(specs([ONE], `mode: ${mode}`));
    await bringPolicies();
    expect(await refused()).toEqual([]);
    await watchedUp();
    await wait(TTL);
  }
  stack.write(specs([ONE]));
  const { code, text } = await stack.preview();
  expect(code).not.toBe(0);
  expect(new Set(refusals(text))).toEqual(new Set(clouds.map((cloud) => `${domainOn(cloud)} senders`)));
  expect(text).toContain("set mode: none under mtaSts and apply it");
});

test("an MX host does not come in the place of another, nor before its policy is on the web server", async () => {
  stack.write(specs([TWO], "mode: enforce"));
  const replaced = await stack.preview();
  expect(replaced.code).not.toBe(0);
  expect(replaced.text.match(/error plan-mx-cutover/g)?.length).toBeGreaterThanOrEqual(1);
  stack.write(specs([ONE, TWO], "mode: enforce"));
  // no sender finds that web server
  stack.setEnvironment({ MAILZONE_DNS: `127.0.0.1:${dns.port}` });
  const { code, text } = await stack.up();
  stack.setEnvironment({ MAILZONE_DNS: "" });
  expect(code).not.toBe(0);
  expect(text.match(/error plan-sts-served/g)?.length).toBeGreaterThanOrEqual(1);
  expect(await refused()).toEqual([]);
  expect(await refused([TWO])).not.toEqual([]);
});

test("with its policy it comes, and the one before goes when senders know the new policy", async () => {
  await wait(TTL + 1);
  await bringPolicies();
  expect(await refused()).toEqual([]);
  await watchedUp();
  // with the old answer for the record, senders keep to the old policy (RFC 8461 §8.1)
  expect(await refused([TWO])).not.toEqual([]);
  await wait(TTL + 1);
  stack.write(specs([TWO], "mode: enforce"));
  await bringPolicies();
  expect(await refused()).toEqual([]);
  await watchedUp();
});

test("it ends with one of mode none, whose record has to stay as long as senders keep the one before", async () => {
  stack.write(specs([TWO], "mode: none, maxAge: 1"));
  await bringPolicies();
  await watchedUp();
  stack.write(specs([TWO]));
  const { code, text } = await stack.preview();
  expect(code).not.toBe(0);
  expect(new Set(refusals(text))).toEqual(new Set(clouds.map((cloud) => `${domainOn(cloud)} until`)));
});

test("then it goes, and no sender has kept anything by which it would refuse another host", async () => {
  await wait(604_801);
  await watchedUp();
  served.clear();
  await wait(TTL + 1);
  expect(await refused([THREE])).toEqual([]);
  expect((await stack.preview()).text).not.toContain("plan-tls-gone");
});

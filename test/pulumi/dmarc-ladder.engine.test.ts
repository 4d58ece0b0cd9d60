/**
 * The DMARC policy of a domain on each cloud, from none to reject with the real engine and back. Reports decide each step; mailauth judges
 * mail by what DNS answers, while the engine runs too: at no moment is there no policy, and own mail passes at every one.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { dmarc } from "mailauth/lib/dmarc/index.js";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import { newKeyPair } from "../../src/mail/dkim-pair.ts";
import { aggregate, type WrittenRow } from "../feedback/written.ts";
import { allClouds, changeIds, TestStack } from "./test-stack.ts";
import { domainOn, onEach, succeeded } from "./three-clouds.ts";
import { watched } from "./watched.ts";

jest.setTimeout(400_000);

let stack: TestStack;
let key: string;
beforeAll(async () => {
  key = (await newKeyPair("rsa2048")).publicKey;
  stack = await TestStack.make();
});
afterAll(() => stack?.remove());

const FORGOTTEN = "198.51.100.9";

/** Specs with this policy, and with the addresses that may send. */
function publish(policy: string, ...addresses: readonly string[]): void {
  stack.write(
    onEach(
      (cloud, domain) =>
        `domain: ${domain}\ndns: ${cloud}\nmode: send-only\nttl: 600\n` +
        `spf: {ip4: [${["192.0.2.25", ...addresses].join(", ")}], all: fail}\ndkim: [{selector: s1, key: "${key}"}]\ndmarc: ${policy}\n`,
    ),
  );
}

/** What a receiver does with mail from a domain: whether it passes, and the policy for what does not. */
async function received(cloud: Cloud, passing: readonly string[]): Promise<string> {
  const resolver = await stack.resolver(cloud);
  const verdict = await dmarc({
    headerFrom: `shop@${domainOn(cloud)}`,
    spfDomains: [...passing],
    resolver: (name: string) => resolver.resolveTxt(name),
  });
  if (verdict === false) throw new Error(`mailauth has no verdict for ${domainOn(cloud)}`);
  return `${verdict.status.result} ${verdict.policy}`;
}

/** Of mail of the domain's own server, and of forged mail. */
const receivers = (): Promise<readonly string[]> =>
  Promise.all(
    allClouds.flatMap((cloud) => [
      received(cloud, [domainOn(cloud)]),
      received(cloud, ["elsewhere.example"]),
    ]),
  );

/** An `up`: what it said, and what receivers found at any time of it, each verdict once. */
async function watchedUp(): Promise<{ readonly text: string; readonly found: ReadonlySet<string> }> {
  const { result, looks } = await watched(stack.up(), receivers);
  return { text: succeeded(result).text, found: new Set(looks.flat()) };
}

/** The gate's exit code for a month in which receivers saw these rows. */
async function gate(month: number, ...rows: readonly WrittenRow[]): Promise<number> {
  const folder = `reports-${month}`;
  mkdirSync(join(stack.folder, folder));
  for (const cloud of allClouds) {
    const domain = domainOn(cloud);
    const own = { ip: "192.0.2.25", count: 990, dkim: "fail", spf: "pass", returned: [`${domain} pass`] };
    const seen = [own, ...rows].map((row) => ({ ...row, from: domain, signed: [] }));
    const begin = 1_764_460_800 + month * 30 * 86_400;
    writeFileSync(
      join(stack.folder, folder, `${domain}.xml`),
      aggregate({ id: `${domain}-${month}`, domain, begin, rows: seen }),
    );
  }
  const run = await stack.mailzone("dmarc", "report", folder, "--specs", "stacks/test", "--gate", "99.5");
  if (run.code !== 0) expect(run.text).toContain("error feedback-gate");
  return run.code;
}

const verdicts = (...policies: readonly string[]): ReadonlySet<string> =>
  new Set(policies.flatMap((policy) => [`fail ${policy}`, `pass ${policy}`]));

const found = async (): Promise<ReadonlySet<string>> => new Set(await receivers());

test("p=none: forged mail is delivered, and reports come", async () => {
  publish("{policy: none}");
  succeeded(await stack.up());
  expect(await found()).toEqual(verdicts("none"));
});

test("from none to reject in one run is warned of, with the command that judges a step", async () => {
  publish("{policy: reject}");
  const { text } = succeeded(await stack.preview());
  expect(text).toContain("_dmarc.alidns.example goes from p=none to p=reject in one step");
  expect(text).toContain("and 2 more of the same: cloudflare.example");
  expect(text).toContain("--gate 99.5 fails before each step while mail would be lost");
});

test("the gate holds while mail of a forgotten server would be lost, and opens when it is in the spec", async () => {
  publish("{policy: none}");
  const forgotten = { ip: FORGOTTEN, count: 10, dkim: "fail" };
  expect(await gate(1, { ...forgotten, spf: "fail", returned: ["elsewhere.example fail"] })).toBe(1);
  publish("{policy: none}", FORGOTTEN);
  expect((await watchedUp()).found).toEqual(verdicts("none"));
  expect(await gate(2, { ...forgotten, spf: "pass", returned: ["elsewhere.example pass"] })).toBe(0);
});

test.each([
  ["quarantine, as a test (RFC 9989 §4.7)", "{policy: quarantine, test: true}", "none", "quarantine"],
  ["quarantine", "{policy: quarantine}", "quarantine", "quarantine"],
  ["reject, as a test", "{policy: reject, test: true}", "quarantine", "reject"],
  ["reject", "{policy: reject}", "reject", "reject"],
] as const)(
  "then %s: nothing is asked, own mail passes, and there is a policy at every moment",
  async (_, policy, before, after) => {
    publish(policy, FORGOTTEN);
    const run = await watchedUp();
    expect(run.text).not.toMatch(/dmarc-(?:ladder|weakened)/);
    expect(new Set([...run.found, ...verdicts(before)])).toEqual(verdicts(before, after));
    expect(await found()).toEqual(verdicts(after));
  },
);

test("back to none has to be confirmed", async () => {
  succeeded(await stack.preview("--expect-no-changes"));
  publish("{policy: none}", FORGOTTEN);
  const refused = await stack.up();
  expect(refused.code).not.toBe(0);
  expect(refused.text).toContain("error dmarc-weakened");
  expect(await found()).toEqual(verdicts("reject"));
  stack.configure({ "mailzone:confirm": changeIds(refused.text) });
  const run = await watchedUp();
  expect(new Set([...run.found, ...verdicts("reject")])).toEqual(verdicts("reject", "none"));
  expect(await found()).toEqual(verdicts("none"));
});

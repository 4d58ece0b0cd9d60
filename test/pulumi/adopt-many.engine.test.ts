/** Thirty domains that are right already, taken over: what a person reads is one screen, and a program has all of it. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { fill, type Row } from "./prepared-zone.ts";
import { type Run, TestStack } from "./test-stack.ts";

jest.setTimeout(240_000);

const DOMAINS = Array.from({ length: 30 }, (_, i) => `d${i}.example.com`);

/** Warnings for each domain, from one cause: no DKIM key, and DMARC without reports. */
const DEFAULTS = [
  "dns: cloudflare",
  "ttl: 600",
  "mailbox: {provider: netease-free, groups: {client: false}}",
  "dmarc: {policy: none}",
  "records: [{name: mail, type: CNAME, value: ym.163.com}]",
  "",
].join("\n");

/** What the specs want. */
const ROWS: readonly Row[] = [
  ["@", "MX", "10 mx.ym.163.com"],
  ["@", "TXT", "v=spf1 include:spf.163.com ~all"],
  ["_dmarc", "TXT", "v=DMARC1; p=none"],
  ["mail", "CNAME", "ym.163.com"],
];

const ALL = DOMAINS.length * ROWS.length;

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  const specs = DOMAINS.map((domain) => [`${domain}.yaml`, `domain: ${domain}\nzone: ${domain}\n`]);
  stack.write({ "defaults.yaml": DEFAULTS, ...Object.fromEntries(specs) });
  for (const domain of DOMAINS) await fill(stack, "cloudflare", ROWS, domain);
});
afterAll(() => stack.remove());

const lines = ({ text }: Run): number => text.trimEnd().split("\n").length;

test("plan --stack: one error, with the numbers, the first domains and the command that ends it", async () => {
  const run = await stack.mailzone("plan", "--stack", "test");
  expect(run.code).toBe(1);
  expect(run.stdout).toBe("refused: 1 error, so pulumi up would change nothing\n");
  expect(run.stderr).toContain(
    `  ${ALL} records of 30 domains are in the zones exactly as wanted, but the stack`,
  );
  expect(run.stderr).toMatch(/\n {2}in d0\.example\.com, .* and 25 more\n/);
  expect(run.stderr.endsWith(`\nNext: ${stack.ownCommand("adopt test")}\n`)).toBe(true);
  expect(lines(run)).toBeLessThanOrEqual(40);
});

test("as JSON all of them, and each by its domain", async () => {
  const { stdout } = await stack.mailzone("plan", "--stack", "test", "--format", "json");
  const conflicts = JSON.parse(stdout).findings.filter(
    ({ code }: { code: string }) => code === "prov-conflict-live",
  );
  expect(conflicts).toHaveLength(ALL);
  expect(new Set(conflicts.map(({ domain }: { domain: string }) => domain)).size).toBe(30);
});

test("pulumi up refuses it in as few words", async () => {
  const run = await stack.up();
  expect(run.code).not.toBe(0);
  expect(run.text).toContain("1 error in the live zones: nothing was changed");
  expect(run.text.match(/prov-conflict-live/g)).toHaveLength(1);
  expect(lines(run)).toBeLessThanOrEqual(40);
});

test("adopt: the records that stay as they are are one line, and the plan is in sight", async () => {
  const run = await stack.mailzone("adopt", "test", "--yes");
  expect(run.code).toBe(0);
  expect(run.stdout).toContain(
    `${ALL} records of 30 domains are right already and are adopted unchanged: d0.example.com, `,
  );
  expect(run.stdout).toMatch(/\nno record changes; 120 unchanged.*\n$/);
  expect(run.stderr).toMatch(/\n\d+ warnings: \S+ check shows those of the specs\n$/);
  expect(lines(run)).toBeLessThanOrEqual(60);
});

test("a plan without changes fits a comment; the specs' warnings are shown when asked for", async () => {
  const markdown = await stack.mailzone("plan", "--stack", "test", "--format", "markdown");
  expect(markdown.stdout).toMatch(/\d+ warnings: `mailzone check` shows those of the specs\.\n$/);
  expect(markdown.stdout.length).toBeLessThan(500);
  const all = await stack.mailzone("plan", "--stack", "test", "--severity", "warning");
  expect(all.stderr).toContain("warning dmarc-policy-none");
  expect(lines(all)).toBeLessThanOrEqual(40);
});

test("--only: the changes and findings of one domain", async () => {
  stack.write({
    "defaults.yaml": DEFAULTS,
    ...Object.fromEntries(
      DOMAINS.map((domain, i) => [
        `${domain}.yaml`,
        `domain: ${domain}\nzone: ${domain}\n${i < 2 ? "spf: {ip4: [192.0.2.25]}\n" : ""}`,
      ]),
    ),
  });
  const run = await stack.mailzone("plan", "--stack", "test", "--only", "d1.example.com");
  expect(run.stdout).toMatch(/^d1\.example\.com on Cloudflare\n {2}~ {2}d1\.example\.com: SPF changes/);
  expect(run.stdout).toContain(`records: 1 changed; ${ROWS.length - 1} unchanged\n`);
  expect(run.stderr).toContain("Next: pulumi up --stack test\n");
});

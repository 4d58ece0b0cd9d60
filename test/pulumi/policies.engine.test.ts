/** The real engine runs the policies on a program that was written by hand, with records on the three clouds. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { ensureZones, zoneId } from "../../sandbox/zones.ts";
import { TestStack } from "./test-stack.ts";

jest.setTimeout(300_000);

const ZONES = [
  { cloud: "cloudflare", name: "cloudflare.example" },
  { cloud: "route53", name: "route53.example" },
  { cloud: "alidns", name: "alidns.example" },
] as const;

const [CLOUDFLARE, ROUTE53] = ZONES;

/** Mail of three domains, each with one fault beside it if `isFaulty`: a CNAME beside an MX, two SPF records, two DMARC records. */
const program = (isFaulty: boolean): string => `
import { DnsRecord } from "@pulumi/cloudflare/dnsRecord.js";
import { Record } from "@pulumi/aws/route53/record.js";
import { AlidnsRecord } from "@pulumi/alicloud/dns/alidnsRecord.js";

const cloudflare = (name, owner, type, content, more = {}) =>
  new DnsRecord(name, { zoneId: "${zoneId(CLOUDFLARE)}", name: owner, type, content, ttl: 300, ...more });
const route53 = (name, owner, type, ...records) =>
  new Record(name, { zoneId: "${zoneId(ROUTE53)}", name: owner, type, ttl: 300, records });
const alidns = (name, rr, type, value) =>
  new AlidnsRecord(name, { domainName: "alidns.example", rr, type, value, ttl: 600 });

cloudflare("mx", "shop.cloudflare.example", "MX", "mx.example.net", { priority: 10 });
cloudflare("spf", "shop.cloudflare.example", "TXT", '"v=spf1 mx -all"');
route53("spf", "route53.example", "TXT", "v=spf1 include:spf.mail.qq.com ~all"${isFaulty ? ', "v=spf1 mx -all"' : ""});
alidns("dmarc", "_dmarc", "TXT", "v=DMARC1; p=none; rua=mailto:dmarc@alidns.example");
${
  isFaulty
    ? `cloudflare("cname", "shop", "CNAME", "shops.example.net");
alidns("second", "_dmarc", "TXT", "v=DMARC1; p=reject");`
    : ""
}
`;

let stack: TestStack;
let faulty: ReturnType<typeof preview> | undefined;
beforeAll(async () => {
  stack = await TestStack.make();
  const write = (name: string, text: string): void => writeFileSync(join(stack.folder, name), text);
  ensureZones(stack.home, ZONES);
  write(
    "Pulumi.yaml",
    "name: own\nruntime: {name: nodejs, options: {typescript: false}}\nmain: index.js\nstackConfigDir: stacks\n",
  );
  mkdirSync(join(stack.folder, "policy"));
  write("policy/PulumiPolicy.yaml", "runtime: nodejs\n");
  write(
    "policy/package.json",
    '{"name": "mail-dns", "version": "1.0.0", "type": "module", "main": "index.js"}',
  );
  const policies = JSON.stringify(join(import.meta.dirname, "../../src/policy/policies.ts"));
  write(
    "policy/index.js",
    `import { PolicyPack } from "@pulumi/policy";\nimport { policies } from ${policies};\nnew PolicyPack("mail-dns", { policies });\n`,
  );
  await stack.pulumi("stack", "init", "policies");
});
afterAll(() => stack.remove());

async function preview(isFaulty: boolean): Promise<{ code: number; text: string }> {
  writeFileSync(join(stack.folder, "index.js"), program(isFaulty));
  return await stack.pulumi("preview", "--stack", "policies", "--policy-pack", "policy");
}

test("a sound program passes", async () => {
  const { code, text } = await preview(false);
  expect([code, text]).toEqual([0, expect.stringMatching(/\+ 4 to create|\+ 5 to create/)]);
  expect(text).not.toContain("[mandatory]");
});

test.each(["cname-exclusive", "spf-single", "dmarc-single"])("%s ends the preview", async (check) => {
  faulty ??= preview(true);
  const { code, text } = await faulty;
  expect(code).not.toBe(0);
  // the engine shows the policy, then what it reported
  expect(text).toMatch(/\[mandatory\]\s+mail-dns-errors/);
  expect(text).toContain(`${check}: `);
});

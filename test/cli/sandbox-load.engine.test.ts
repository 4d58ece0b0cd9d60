/** A migration is rehearsed: a zone file on the sandbox, the spec that `detect --write` makes of it, and what adopting does. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { TestStack } from "../pulumi/test-stack.ts";

jest.setTimeout(240_000);

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
  stack.setEnvironment({ MAILZONE_SANDBOX_HOME: stack.home });
});
afterAll(() => stack.remove());

const ZONE = `$ORIGIN example.com.
$TTL 600
@ SOA ns.example.net. a.example.net. 1 2 3 4 5
@ MX 5 mxbiz1.qq.com.
@ MX 10 mxbiz2.qq.com.
@ TXT "v=spf1 include:spf.mail.qq.com ~all"
_dmarc TXT "v=DMARC1; p=none"
www A 192.0.2.1
`;

test("all that is there is adopted as it is, and the next up changes nothing", async () => {
  writeFileSync(join(stack.folder, "example.com.zone"), ZONE);
  rmSync(stack.specs, { recursive: true });
  const written = await stack.mailzone(
    "detect",
    "example.com.zone",
    "--dns",
    "cloudflare",
    "--write",
    "--stack",
    "test",
  );
  expect(written).toMatchObject({ code: 0 });
  expect(await stack.mailzone("sandbox", "load", "example.com.zone")).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^example\.com on Cloudflare: 5 records read\n/),
  });
  const adopted = await stack.mailzone("adopt", "test", "--yes");
  expect(adopted).toMatchObject({ code: 0 });
  const plan = await stack.mailzone("plan", "--stack", "test");
  expect(plan).toMatchObject({ code: 0, stdout: "no record changes; 4 unchanged\n" });
});

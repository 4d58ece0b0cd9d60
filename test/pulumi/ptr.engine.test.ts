/** PTR records of `ptr: true` with the real engine, also in a zone of RFC 2317, whose name has a slash. */
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { TestStack } from "./test-stack.ts";
import { succeeded } from "./three-clouds.ts";

jest.setTimeout(300_000);

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make();
});
afterAll(() => stack.remove());

test("they are published and answered on Route 53 and Cloudflare, and a second run changes nothing", async () => {
  stack.write({
    "mail.yaml":
      'domain: example.com\ndns: route53\nmailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25, ipv6: "2001:db8::25"}}\nptr: true\n',
    "range.yaml": "domain: 0/26.2.0.192.in-addr.arpa\ndns: [route53, cloudflare]\n",
    "v6.yaml": "domain: 8.b.d.0.1.0.0.2.ip6.arpa\ndns: [route53, cloudflare]\n",
  });
  expect(succeeded(await stack.up()).text.match(/\/PTR/g)?.length).toBeGreaterThanOrEqual(4);
  succeeded(await stack.pulumi("preview", "--expect-no-changes", "--stack", "test"));
  expect(await stack.unanswered()).toEqual([]);
});

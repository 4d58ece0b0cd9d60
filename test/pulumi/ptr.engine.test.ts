/** PTR records of `ptr: true` with the real engine, also in a zone of RFC 2317, whose name has a slash; dig asks for them. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, jest, test } from "@jest/globals";
import { type DnsServer, startDnsServer } from "../../sandbox/dns-server.ts";
import { needs } from "../needs.ts";
import { TestStack } from "./test-stack.ts";
import { succeeded } from "./three-clouds.ts";

jest.setTimeout(300_000);

const CLOUDS = ["route53", "cloudflare"] as const;

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
    // as the network's owner has it (RFC 2317 §4)
    "network.yaml":
      "domain: 2.0.192.in-addr.arpa\ndns: [route53, cloudflare]\nrecords:\n  - {name: '25', type: CNAME, value: 25.0/26.2.0.192.in-addr.arpa.}\n",
    "v6.yaml": "domain: 8.b.d.0.1.0.0.2.ip6.arpa\ndns: [route53, cloudflare]\n",
  });
  expect(succeeded(await stack.up()).text.match(/\/PTR/g)?.length).toBeGreaterThanOrEqual(4);
  succeeded(await stack.pulumi("preview", "--expect-no-changes", "--stack", "test"));
  expect(await stack.unanswered()).toEqual([]);
});

needs("dig").test.each(CLOUDS)("dig -x finds the host of each address on %s", async (cloud) => {
  const server: DnsServer = await startDnsServer({ home: stack.home, cloud });
  try {
    const dig = async (address: string): Promise<string | undefined> => {
      const words = ["@127.0.0.1", "-p", String(server.port), "+short", "-x", address];
      return (await promisify(execFile)("dig", words)).stdout.trimEnd().split("\n").at(-1);
    };
    expect(await dig("192.0.2.25")).toBe("mail.example.com.");
    expect(await dig("2001:db8::25")).toBe("mail.example.com.");
  } finally {
    await server.close();
  }
});

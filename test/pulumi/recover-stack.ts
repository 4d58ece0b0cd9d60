/** A stack beside a foreign record, and what must hold of it once it has recovered. */
import { expect } from "@jest/globals";
import * as alidns from "../../sandbox/clouds/alidns/service.ts";
import type { Cloud } from "../../sandbox/clouds/cloud-id.ts";
import * as cloudflare from "../../sandbox/clouds/cloudflare/service.ts";
import * as route53 from "../../sandbox/clouds/route53/service.ts";
import { Store } from "../../sandbox/store.ts";
import { zoneId } from "../../sandbox/zones.ts";
import { type Run, TestStack } from "./test-stack.ts";
import { domainOn, succeeded } from "./three-clouds.ts";

/** The domain of a cloud with these `records:`, a line each. */
export const spec = (cloud: Cloud, ...records: readonly string[]): string =>
  [
    `domain: ${domainOn(cloud)}`,
    `dns: ${cloud}`,
    "ttl: 600",
    "mailbox: tencent-exmail",
    `dmarc: {policy: none, rua: ['mailto:dmarc@${domainOn(cloud)}']}`,
    ...(records.length > 0 ? ["records:", ...records.map((record) => `  - ${record}`)] : []),
    "",
  ].join("\n");

/** A stack with a domain on each of the clouds, with secrets in its state, and with a record in each zone that is none of the stack's. */
export async function makeStack(...clouds: Cloud[]): Promise<TestStack> {
  const stack = await TestStack.make({
    "mailzone:accounts": {
      route53: { default: { accessKey: "sandbox" } },
      cloudflare: { default: { apiToken: "sandbox" } },
      alidns: { default: { accessKey: "sandbox" } },
    },
  });
  stack.write(Object.fromEntries(clouds.map((cloud) => [`${cloud}.yaml`, spec(cloud)])));
  for (const cloud of clouds) await addForeign(stack, cloud);
  return stack;
}

async function addForeign(stack: TestStack, cloud: Cloud): Promise<void> {
  const domain = domainOn(cloud);
  const zone = zoneId({ cloud, name: domain });
  const name = `www.${domain}`;
  const store = new Store(stack.home);
  const account = { store, cloud, account: "" };
  try {
    const add: Readonly<Record<Cloud, () => Promise<unknown>>> = {
      route53() {
        const set = { name, type: "A", ttl: 300, values: ["198.51.100.7"] };
        return route53.changeRecordSets(account, zone, "create", [{ action: "CREATE", set }]);
      },
      cloudflare: () =>
        cloudflare.createRecord(account, zone, { name, type: "A", content: "198.51.100.7", ttl: 300 }),
      alidns() {
        const request = { rr: "www", type: "A", value: "198.51.100.7", ttl: 600, line: "default" };
        return alidns.addRecord(account, domain, request);
      },
    };
    await add[cloud]();
  } finally {
    store.close();
  }
}

/** Everything at the foreign names, as the clouds hold it. */
export const foreign = (stack: TestStack): readonly unknown[] =>
  stack.withStore((store) =>
    store.zones().map(({ cloud, id, name }) => [cloud, store.records(cloud, id, `www.${name}`)]),
  );

interface Exported {
  readonly deployment: {
    readonly resources: readonly Readonly<Record<string, unknown>>[];
    readonly pending_operations?: readonly unknown[];
  };
}

export const exported = async (stack: TestStack): Promise<Exported> =>
  JSON.parse((await stack.pulumi("stack", "export", "--stack", "test")).stdout);

export const recover = (stack: TestStack, ...words: string[]): Promise<Run> =>
  stack.mailzone("recover", "test", ...words);

/** Recovery, then one `up`: as wanted, each record once, the foreign ones as they were, each secret still a secret. */
export async function recovers(stack: TestStack): Promise<Run> {
  const before = foreign(stack);
  const run = succeeded(await recover(stack, "--yes"));
  succeeded(await stack.up());
  await settled(stack);
  expect(foreign(stack)).toEqual(before);
  return run;
}

export async function settled(stack: TestStack): Promise<void> {
  expect(await stack.unanswered()).toEqual([]);
  const { resources, pending_operations } = (await exported(stack)).deployment;
  expect(pending_operations ?? []).toEqual([]);
  // besides the foreign one nothing is in a zone that is not in the state, and nothing twice
  const zones = foreign(stack).length;
  expect(stack.stored()).toBe(resources.filter(({ type }) => RECORD.test(String(type))).length + zones);
  expect(secretsOf(resources)).toBe(zones);
  succeeded(await stack.preview("--expect-no-changes"));
}

const RECORD = /:(Record|DnsRecord|AlidnsRecord)$/;

/** How many providers hold their credential as a secret that is encrypted. */
export const secretsOf = (resources: Exported["deployment"]["resources"]): number =>
  resources.filter(
    (one) =>
      /^pulumi:providers:/.test(String(one["type"])) && /"ciphertext":/.test(JSON.stringify(one["inputs"])),
  ).length;

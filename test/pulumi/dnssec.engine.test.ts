/** `dnssec` on zones that the stack creates, with the real engine: on, unchanged, off, and left as it is where no spec says anything. */
import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import type { CloudflareSettings } from "../../sandbox/clouds/cloudflare/record.ts";
import type { Route53Settings } from "../../sandbox/clouds/route53/record.ts";
import { type OddServer, respond, startOddServer } from "../live/dns/odd-server.ts";
import { spec } from "./created-zone.ts";
import { importSigningKey, KMS_KEY, signedWith } from "./signing-key.ts";
import { type Run, TestStack } from "./test-stack.ts";
import { domainOn, succeeded } from "./three-clouds.ts";

jest.setTimeout(600_000);

const NEXT_KEY = "arn:aws:kms:us-east-1:111122223333:key/aaaabbbb-12ab-34cd-56ef-1234567890ab";

const SIGNING = ["route53", "cloudflare"] as const;
const specs = (...settings: string[]) =>
  Object.fromEntries(
    SIGNING.map((cloud) => [
      `${cloud}.yaml`,
      spec(`{${[`cloud: ${cloud}`, "create: true", ...settings].join(", ")}}`).replaceAll(
        "example.com",
        domainOn(cloud),
      ),
    ]),
  );

let stack: TestStack;
beforeAll(async () => {
  stack = await TestStack.make(signedWith(KMS_KEY));
});
afterAll(() => stack.remove());

/** How the clouds have the zones: whether they are signed, and the states of their keys. */
const signed = () =>
  stack.withStore((store) => {
    const [route53] = store.zones<Route53Settings>("route53");
    const [cloudflare] = store.zones<CloudflareSettings>("cloudflare");
    return {
      route53: [route53?.settings.isSigning, ...(route53?.settings.keys ?? []).map(({ status }) => status)],
      cloudflare: cloudflare?.settings.dnssec?.status,
    };
  });
const outputs = async () =>
  JSON.parse((await stack.pulumi("stack", "output", "--json", "--stack", "test")).stdout);
const plan = (): Promise<Run> => stack.mailzone("plan", "--stack", "test");
const requests = () => stack.withStore((store) => store.requests().map(({ action }) => action));

describe("dnssec: true", () => {
  let announced: Run;
  beforeAll(async () => {
    stack.write(specs("dnssec: true"));
    announced = succeeded(await plan());
    succeeded(await stack.up());
  });

  test.each([
    ["route53.example", "Amazon Route 53"],
    ["cloudflare.example", "Cloudflare"],
  ])("%s: the plan says that it is signed, and what follows", (zone, title) => {
    expect(announced.stdout).toContain(`the zone ${zone} is signed with DNSSEC on ${title}; `);
  });

  test("the zones are signed, Route 53's with an active key", () => {
    expect(signed()).toEqual({ route53: [true, "ACTIVE"], cloudflare: "pending" });
    const log = requests();
    expect(log.indexOf("createKey")).toBeLessThan(log.indexOf("enableSigning"));
  });

  test.each(SIGNING)("the DS record of the zone on %s is an output", async (cloud) => {
    const { dnssec } = await outputs();
    const { ds, dnskey } = dnssec[domainOn(cloud)][cloud];
    expect(ds).toMatch(/^\d{1,5} 13 2 [0-9A-F]{64}$/);
    expect(dnskey).toMatch(/^257 3 13 [A-Za-z0-9+/]{86}==$/);
  });

  test("then there is nothing to do, also for an update that keeps what is owned, for drift and recover", async () => {
    succeeded(await stack.preview("--expect-no-changes"));
    stack.setEnvironment({ MAILZONE_KEEP: "true" });
    succeeded(await stack.up("--expect-no-changes"));
    stack.setEnvironment({ MAILZONE_KEEP: "" });
    succeeded(await stack.mailzone("drift", "test"));
    succeeded(await stack.mailzone("recover", "test"));
    expect(signed()).toEqual({ route53: [true, "ACTIVE"], cloudflare: "pending" });
  });

  test("Cloudflare's pending state is no change of its own but after a refresh, and switched on again then", async () => {
    succeeded(await stack.up("--refresh"));
    expect(signed()).toEqual({ route53: [true, "ACTIVE"], cloudflare: "pending" });
    succeeded(await stack.preview("--expect-no-changes"));
  });
});

test("what somebody switches off in the console is repaired after a refresh", async () => {
  stack.withStore((store) => {
    for (const { cloud, id, settings } of store.zones<Route53Settings & CloudflareSettings>()) {
      const off = { ...settings.dnssec, status: "disabled", modifiedOn: "2026-12-01T00:00:00Z" };
      store.changeZone(
        cloud,
        id,
        cloud === "route53" ? { ...settings, isSigning: false } : { ...settings, dnssec: off },
      );
    }
  });
  succeeded(await stack.up("--refresh"));
  expect(signed()).toEqual({ route53: [true, "ACTIVE"], cloudflare: "pending" });
});

describe("another KMS key", () => {
  let before: string;
  let announced: Run;
  beforeAll(async () => {
    before = (await outputs()).dnssec["route53.example"].route53.ds;
    stack.configure(signedWith(NEXT_KEY));
    announced = succeeded(await plan());
    succeeded(await stack.up());
  });

  test("is a second one beside the first, which stays until its DS record is gone", async () => {
    expect(announced.stdout).toContain("the zone route53.example gets another key on Amazon Route 53; ");
    expect(signed().route53).toEqual([true, "ACTIVE", "ACTIVE"]);
    expect((await outputs()).dnssec["route53.example"].route53.ds).not.toBe(before);
    succeeded(await stack.preview("--expect-no-changes"));
  });
});

describe("dnssec: false", () => {
  let servers: OddServer;
  /** Whether the zones above have a DS record. */
  let isVouched = true;
  beforeAll(async () => {
    servers = await startOddServer((asked) => {
      const [question] = asked.packet.questions ?? [];
      const data = { keyTag: 12345, algorithm: 13, digestType: 2, digest: Buffer.alloc(32, 10) };
      const ds = { type: "DS", name: question?.name ?? "", ttl: 86400, data } as const;
      return [respond(asked, isVouched && question?.type === "DS" ? [ds] : [])];
    });
    stack.setEnvironment({ MAILZONE_DNS: `127.0.0.1:${servers.server.port}` });
    stack.write(specs("dnssec: false"), { zones: false });
  });
  afterAll(async () => {
    await servers.close();
    stack.setEnvironment({ MAILZONE_DNS: "" });
  });

  test("is refused while the zones above have their DS records, and nothing is changed", async () => {
    const refused = await stack.up();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("stacks/test/route53.yaml:2:45: error plan-dnssec-off");
    expect(refused.text).toContain("the zone above has the DS record 12345 13 2 0A0A");
    expect(signed()).toEqual({ route53: [true, "ACTIVE", "ACTIVE"], cloudflare: "pending" });
  });

  test("switches the signing off, and then the key, when they are gone", async () => {
    isVouched = false;
    const announced = succeeded(await plan());
    expect(announced.stdout).toContain(
      "the zone route53.example is no longer signed with DNSSEC on Amazon Route 53",
    );
    succeeded(await stack.up());
    expect(signed()).toEqual({ route53: [false, "ACTIVE", "INACTIVE"], cloudflare: "disabled" });
    const log = requests();
    expect(log.lastIndexOf("disableSigning")).toBeLessThan(log.lastIndexOf("updateKey"));
    expect(await outputs()).not.toHaveProperty("dnssec");
    succeeded(await stack.preview("--expect-no-changes"));
  });

  test("and on again, with the same key", async () => {
    stack.write(specs("dnssec: true"), { zones: false });
    succeeded(await stack.up());
    expect(signed()).toEqual({ route53: [true, "ACTIVE", "ACTIVE"], cloudflare: "pending" });
    succeeded(await stack.preview("--expect-no-changes"));
  });
});

describe("dnssec that is left out", () => {
  test("leaves the zones signed", async () => {
    stack.write(specs(), { zones: false });
    const announced = succeeded(await plan());
    expect(announced.stdout).toContain(
      "the stack forgets the DNSSEC of the zone route53.example on Amazon Route 53, which stays signed",
    );
    succeeded(await stack.up());
    expect(signed()).toEqual({ route53: [true, "ACTIVE", "ACTIVE"], cloudflare: "pending" });
    expect(await outputs()).not.toHaveProperty("dnssec");
    succeeded(await stack.preview("--expect-no-changes"));
  });
});

describe("dnssec: true again after that", () => {
  test("is refused by Route 53, which has the key: pulumi import takes it, as docs/dnssec.md says", async () => {
    stack.write(specs("dnssec: true"), { zones: false });
    const refused = await stack.up();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("KeySigningKeyAlreadyExists");
    await importSigningKey(stack, "route53.example");
    succeeded(await stack.up());
    succeeded(await stack.preview("--expect-no-changes"));
  });

  test("destroy lets go of the zones, which stay signed", async () => {
    succeeded(await stack.destroy());
    expect(signed()).toEqual({ route53: [true, "ACTIVE", "ACTIVE"], cloudflare: "pending" });
  });
});

describe("a key that is missing or cannot be one", () => {
  test.each([
    ["missing", {}, "and accounts.route53.default.kmsKey in the stack's config is missing"],
    [
      "in another region",
      signedWith("arn:aws:kms:eu-west-1:111122223333:key/1234abcd"),
      "in the stack's config is not the ARN of a KMS key in us-east-1",
    ],
  ])("%s: is a finding, and nothing is changed", async (_, config, said) => {
    const other = await TestStack.make(config);
    try {
      other.write({ "a.yaml": spec("{cloud: route53, create: true, dnssec: true}") });
      const run = await other.up();
      expect(run.code).not.toBe(0);
      expect(run.text).toContain("stacks/test/a.yaml:2:45: error dns-signing-key");
      expect(run.text).toContain(said);
      expect(other.withStore((store) => store.zones())).toEqual([]);
    } finally {
      await other.remove();
    }
  });
});

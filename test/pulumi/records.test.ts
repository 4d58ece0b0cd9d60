/** What the engine is told of each planned resource: how it depends on others, and which changes it heeds. */
import { describe, expect, test } from "@jest/globals";
import { withTombstones } from "../../src/inventory/tombstones.ts";
import { loadText } from "../../src/pipeline.ts";
import { planZones } from "../../src/plan/plan.ts";
import { MailDomain } from "../../src/pulumi/mail-domain.ts";
import { type Registration, registerResources } from "../../src/pulumi/records.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";
import { registered, type Told } from "./registered.ts";

interface Given extends Partial<Registration> {
  /** What the spec has besides the host and `a`, an address, and `b`, a CNAME. */
  readonly more?: string;
  /** What the state has, by logical name. */
  readonly held?: readonly string[];
}

const RECORDS = [
  "mode: parked",
  "ttl: 600",
  "records:",
  "  - {name: a, type: A, value: 192.0.2.1}",
  "  - {name: b, type: CNAME, value: host.example.net.}",
  "",
].join("\n");

async function register(dns: string, { more = "", held = [], ...given }: Given = {}) {
  const { zones, findings } = loadText("a.yaml", `domain: example.com\ndns: ${dns}\n${RECORDS}${more}`, {
    stack: "test",
  });
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const told = await registered(() => {
    const component = new MailDomain("example.com");
    const registration: Registration = {
      parentOf: () => component,
      zoneIdOf: () => "Z1",
      optionsOf: () => ({}),
      ...given,
    };
    const planned = planZones(zones);
    const [type = ""] = planned.flatMap((one) => (one.kind === "record" ? [one.type] : []));
    const records = held.map((name) => ({
      urn: `urn:pulumi:test::mailzone::${type}::${name}`,
      name,
      type,
      outputs: {},
    }));
    registerResources(
      withTombstones(planned, { records, zones: [], signing: [], workers: [], tombstones: new Set() }),
      registration,
    );
  });
  const of = (name: string): Told => {
    const found = told.get(`example.com${name}`);
    if (found === undefined) throw new Error(`${name} is not among ${[...told.keys()].join(", ")}`);
    return found;
  };
  return { of, all: [...told.values()] };
}

const A = "/a/A/192.0.2.1";
const B = "/b/CNAME";

describe("a zone that the stack creates", () => {
  test.each<[CloudId, string, Record<string, unknown>]>([
    ["route53", "Z1", { name: "example.com" }],
    ["cloudflare", "acct", { name: "example.com", account: { id: "acct" } }],
    ["alidns", "acct", { domainName: "example.com" }],
  ])("on %s is never changed, and stays when it is let go", async (cloud, account, inputs) => {
    const { of } = await register(`{cloud: ${cloud}, create: true}`, { accountIdOf: () => account });
    expect(of("")).toMatchObject({ inputs, retainOnDelete: true, protect: false });
    expect(of("").ignoreChanges[0]).toBe("*");
  });

  test("is in no account where none is known", async () => {
    const { of } = await register("{cloud: cloudflare, create: true}");
    expect(of("").inputs["account"]).toEqual({});
  });

  test("is protected if a spec in it is", async () => {
    const { of } = await register("{cloud: route53, create: true}", { more: "protect: true\n" });
    expect(of("").protect).toBe(true);
  });

  test("is what its records wait for, and gives them its id", async () => {
    const { of } = await register("{cloud: cloudflare, create: true}");
    expect(of(A).inputs["zoneId"]).toBe("id of example.com");
    expect(of(A).dependencies).toContain("example.com");
    const named = await register("{cloud: alidns, create: true}");
    expect(named.of(A).inputs["domainName"]).toBe("example.com");
    expect(named.of(A).dependencies).toContain("example.com");
  });
});

describe("a zone that the stack signs", () => {
  const ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
  const signed = (cloud: string, dnssec: boolean, more?: string) =>
    register(`{cloud: ${cloud}, create: true, dnssec: ${dnssec}}`, {
      accountIdOf: () => "acct",
      signingKeyOf: () => ARN,
      ...(more && { more }),
    });
  const partsOf = ({ all }: Awaited<ReturnType<typeof signed>>, token: RegExp): Told[] =>
    all.filter(({ type }) => token.test(type));

  test("on Route 53 has a key, and then is signed with it; both stay when they are let go", async () => {
    const made = await signed("route53", true);
    const [key, switched] = [/KeySigningKey$/, /HostedZoneDnsSec$/].map((token) => partsOf(made, token)[0]);
    expect(key?.inputs).toEqual({
      hostedZoneId: "id of example.com",
      keyManagementServiceArn: ARN,
      name: expect.stringMatching(/^mailzone_[0-9a-f]{8}$/),
      status: "ACTIVE",
    });
    expect(switched?.inputs).toEqual({ hostedZoneId: "id of example.com", signingStatus: "SIGNING" });
    for (const part of [key, switched]) expect([part?.retainOnDelete, part?.protect]).toEqual([true, false]);
  });

  test("on Cloudflare is signed with a key of the cloud's, and is protected if a spec in it is", async () => {
    const [part] = partsOf(await signed("cloudflare", true, "protect: true\n"), /Dnssec/);
    expect(part?.inputs).toEqual({ zoneId: "id of example.com", status: "active" });
    expect([part?.retainOnDelete, part?.protect]).toEqual([true, true]);
  });

  test("has nothing of it where the spec does not say so", async () => {
    expect(partsOf(await register("{cloud: route53, create: true}"), /Signing|DnsSec/)).toEqual([]);
  });
});

describe("a record", () => {
  test("is in the zone whose id is known, and waits for nothing", async () => {
    const { of } = await register("cloudflare");
    expect(of(A)).toMatchObject({
      inputs: { zoneId: "Z1", name: "a.example.com", content: "192.0.2.1" },
      replaceOnChanges: [],
      dependencies: [],
      ignoreChanges: [],
    });
  });

  test("keeps what the state has of the arguments that are to stay", async () => {
    const { of } = await register("cloudflare", { ignoredOf: ({ type }) => [type, "ttl"] });
    expect(of(A).ignoreChanges).toEqual(["cloudflare:index/dnsRecord:DnsRecord", "ttl"]);
  });

  test("that was of another type is the same resource, and others of its owner wait for it", async () => {
    const { of } = await register("route53", {
      more: "  - {name: a, type: AAAA, value: '2001:db8::1'}\n",
      held: ["example.com/a/CNAME"],
    });
    expect(of("/a/A").aliases).toContain(
      "urn:pulumi:test::mailzone::aws:route53/record:Record::example.com/a/CNAME",
    );
    expect(of("/a/AAAA").dependencies).toEqual(["example.com/a/A"]);
    expect(of("/a/A").dependencies).toEqual([]);
  });
});

describe("an owner that changes between CNAME and data", () => {
  test("comes after everything else, and after the one before it", async () => {
    const { of } = await register("cloudflare", {
      more: "  - {name: c, type: A, value: 192.0.2.3}\n",
      held: ["example.com/a/CNAME", "example.com/b/A/192.0.2.9"],
    });
    const [first, second] = ["/a/CNAME at cloudflare", "/b/A/192.0.2.9 at cloudflare"];
    expect(of(first).dependencies).toContain("example.com/c/A/192.0.2.3");
    expect(of(first).dependencies).not.toContain(`example.com${A}`);
    expect(of(A).dependencies).toEqual([`example.com${first}`]);
    expect(of(second).dependencies).toEqual(
      expect.arrayContaining([`example.com${first}`, `example.com${A}`]),
    );
    expect(of(B).dependencies).toEqual([`example.com${second}`]);
  });

  test("has tombstones that the engine replaces the old records by, deleting these first", async () => {
    const { of } = await register("cloudflare", { held: ["example.com/a/CNAME"] });
    expect(of("/a/CNAME at cloudflare")).toMatchObject({
      type: "pulumi:index:Stash",
      deleteBeforeReplace: true,
      replaceOnChanges: ["input"],
      aliases: ["urn:pulumi:test::mailzone::cloudflare:index/dnsRecord:DnsRecord::example.com/a/CNAME"],
    });
  });
});

describe("a policy that a Worker serves", () => {
  const HOST = "/mta-sts/WORKER";
  const more = "mtaSts: {mode: testing, host: cloudflare-worker, mx: [mx.example.net]}\n";

  test("is in the zone's account, and what announces it waits for its hostname", async () => {
    const { of, all } = await register("cloudflare", { more, accountIdOf: () => "acct" });
    const [script, hostname] = ["Script", "CustomDomain"].map((what) =>
      all.find(({ type }) => type.endsWith(`:Workers${what}`)),
    );
    expect([script, hostname]).toMatchObject([
      {
        inputs: { accountId: "acct", scriptName: expect.stringMatching(/^mta-sts-example-com-[0-9a-f]{8}$/) },
      },
      {
        inputs: { accountId: "acct", zoneId: "Z1", hostname: "mta-sts.example.com" },
        dependencies: [`example.com${HOST}`],
      },
    ]);
    const [text] = all.filter(({ inputs }) => inputs["name"] === "_mta-sts.example.com");
    expect(text?.dependencies).toEqual([`example.com${HOST}`]);
    expect(of(A).dependencies).toEqual([]);
  });

  test("takes the place of a CNAME last, and only what announces it comes after", async () => {
    const { of, all } = await register("cloudflare", {
      more,
      held: ["example.com/mta-sts/CNAME"],
      accountIdOf: () => "acct",
    });
    const tombstone = `example.com${HOST.replace("WORKER", "CNAME")} at cloudflare`;
    const hostname = all.find(({ type }) => type.includes("/workersCustomDomain"));
    expect(hostname?.dependencies).toEqual(expect.arrayContaining([tombstone, `example.com${HOST}`]));
    expect(of("/mta-sts/CNAME at cloudflare").dependencies).toEqual(
      expect.arrayContaining([`example.com${A}`, `example.com${B}`]),
    );
    const text = all.find(({ inputs }) => inputs["name"] === "_mta-sts.example.com");
    expect(text?.dependencies).toEqual([`example.com${HOST}`]);
  });
});

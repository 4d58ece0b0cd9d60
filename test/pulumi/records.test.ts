/** What the engine is told of each planned resource: how it depends on others, and which changes it heeds. */
import { describe, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import { type PlannedResource, planZones } from "../../src/plan/plan.ts";
import { MailDomain } from "../../src/pulumi/mail-domain.ts";
import { type Registration, registerResources } from "../../src/pulumi/records.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";
import { registered, type Told } from "./registered.ts";

interface Given extends Partial<Registration> {
  /** What the spec has besides the host and `a`, an address, and `b`, a CNAME. */
  readonly more?: string;
  readonly flipping?: readonly string[];
  /** Changes a planned resource. */
  readonly as?: (planned: PlannedResource) => PlannedResource;
}

const RECORDS = [
  "mode: parked",
  "ttl: 600",
  "records:",
  "  - {name: a, type: A, value: 192.0.2.1}",
  "  - {name: b, type: CNAME, value: host.example.net.}",
  "",
].join("\n");

async function register(dns: string, { more = "", flipping = [], as = (one) => one, ...given }: Given = {}) {
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
    registerResources(planZones(zones).map(as), registration, new Set(flipping));
  });
  const of = (name: string): Told => {
    const found = told.get(`example.com${name}`);
    if (found === undefined) throw new Error(`${name} is not among ${[...told.keys()].join(", ")}`);
    return found;
  };
  return { of };
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

describe("a record", () => {
  test("is in the zone whose id is known, and depends on its anchor", async () => {
    const { of } = await register("cloudflare");
    expect(of(A)).toMatchObject({
      inputs: { zoneId: "Z1", name: "a.example.com", content: "192.0.2.1" },
      deleteBeforeReplace: true,
      replaceOnChanges: ["name"],
      dependencies: ["example.com/a"],
      ignoreChanges: [],
    });
    expect(of("/a")).toMatchObject({ replaceOnChanges: ["input"], deleteBeforeReplace: true });
  });

  test("keeps what the state has of the arguments that are to stay", async () => {
    const { of } = await register("cloudflare", { ignoredOf: ({ type }) => [type, "ttl"] });
    expect(of(A).ignoreChanges).toEqual(["cloudflare:index/dnsRecord:DnsRecord", "ttl"]);
  });

  test("that was of another type is the same resource, and others of its owner wait for it", async () => {
    const formerly = "urn:pulumi:test::mailzone::cloudflare:index/dnsRecord:DnsRecord::example.com/a/CNAME";
    const { of } = await register("cloudflare", {
      more: "  - {name: a, type: AAAA, value: '2001:db8::1'}\n",
      as: (one) => (one.kind === "record" && one.name.endsWith(A) ? { ...one, formerly } : one),
    });
    expect(of(A).aliases).toContain(formerly);
    expect(of("/a/AAAA/2001:db8::1").dependencies).toEqual(["example.com/a", `example.com${A}`]);
    expect(of(A).dependencies).toEqual(["example.com/a"]);
  });

  test("waits for an anchor that is replaced after its records are deleted", async () => {
    const after = await register("cloudflare", {
      as: (one) => (one.kind === "anchor" ? { ...one, replaced: "after" } : one),
    });
    expect(after.of("/a").deleteBeforeReplace).toBe(false);
  });
});

describe("an owner that changes between CNAME and data", () => {
  test("comes after everything else, and after the one before it", async () => {
    const { of } = await register("cloudflare", { flipping: ["example.com/b", "example.com/a"] });
    expect(of("/b").dependencies).toEqual(expect.not.arrayContaining([`example.com${A}`]));
    expect(of("/a").dependencies).toEqual([`example.com${B}`]);
  });
});

/** What the SDK of each cloud is asked, and what is made of its answers. */
import { afterEach, describe, expect, test } from "@jest/globals";
import { cloudSdks } from "../../src/pulumi/cloud-sdk/cloud-sdks.ts";
import { CLOUD_IDS, type CloudId } from "../../src/spec/cloud-id.ts";
import { absolute } from "../../src/zone/name.ts";
import { registered } from "./registered.ts";

type Answer = Readonly<Record<string, unknown>>;

/** The result of look-ups, and what was asked: `function key=value`. */
async function looking<T>(
  work: () => Promise<T>,
  answers: (name: string, inputs: Answer) => Answer,
): Promise<{ readonly value: T | undefined; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  let value: T | undefined;
  await registered(
    async () => {
      value = await work();
    },
    ({ token, inputs }) => {
      const name = token.split(":").at(-1) ?? "";
      asked.push([name, ...Object.entries(inputs).map(([key, one]) => `${key}=${one}`)].join(" "));
      return answers(name, inputs);
    },
  );
  return { value, asked: asked.sort() };
}

describe("the zones of an account", () => {
  test("Route 53 gives ids, each of which is asked for its name; private zones are left out", async () => {
    const names: Record<string, string> = { Z1: "a.example", Z2: "b.example", Z3: "inside.example" };
    const { value, asked } = await looking(
      () => cloudSdks.route53.zones({}),
      (name, { zoneId }) =>
        name === "getZones"
          ? { ids: Object.keys(names) }
          : { name: names[String(zoneId)], privateZone: zoneId === "Z3" },
    );
    expect(value?.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      { name: "a.example.", id: "Z1" },
      { name: "b.example.", id: "Z2" },
    ]);
    expect(asked.filter((one) => one.startsWith("getZone "))).toHaveLength(3);
  });

  test("Cloudflare gives all, since as many are asked for", async () => {
    const { value, asked } = await looking(
      () => cloudSdks.cloudflare.zones({}),
      () => ({ results: [{ name: "a.example", id: "0a" }] }),
    );
    expect(value).toEqual([{ name: "a.example.", id: "0a" }]);
    expect(asked).toEqual(["getZones maxItems=1000000"]);
  });

  test("Alibaba Cloud DNS gives all", async () => {
    const { value } = await looking(
      () => cloudSdks.alidns.zones({}),
      () => ({ domains: [{ domainName: "a.example", domainId: "D1" }] }),
    );
    expect(value).toEqual([{ name: "a.example.", id: "D1" }]);
  });
});

describe("the records of a zone", () => {
  const name = absolute("example.com");
  test.each<[CloudId, Answer, readonly string[], number]>([
    ["route53", { resourceRecordSets: [{ name: "a" }] }, ["getRecords zoneId=Z1"], 1],
    ["cloudflare", { results: [{ name: "a" }] }, ["getDnsRecords maxItems=1000000 zoneId=Z1"], 1],
    [
      "alidns",
      { records: [{ rr: "a" }] },
      [
        "getAlidnsRecords domainName=example.com line= status=DISABLE",
        "getAlidnsRecords domainName=example.com line= status=ENABLE",
      ],
      2,
    ],
  ])("on %s are all of them", async (cloud, answer, calls, number) => {
    const { value, asked } = await looking(
      () => cloudSdks[cloud].records({ name, id: "Z1" }, {}),
      () => answer,
    );
    expect(value).toHaveLength(number);
    expect(asked.map((one) => one.split(" ").toSorted().join(" "))).toEqual(
      calls.map((one) => one.split(" ").toSorted().join(" ")),
    );
  });
});

describe("a zone", () => {
  test.each<[string, CloudId, Answer, unknown]>([
    ["its servers and id", "route53", { zoneId: "Z1", nameServers: ["NS1.example."] }, { id: "Z1" }],
    [
      "none of its servers",
      "route53",
      { zoneId: "Z1", nameServers: undefined },
      { id: "Z1", nameServers: [] },
    ],
    [
      "the least TTL of its edition",
      "cloudflare",
      { id: "0a", plan: { legacyId: "pro" } },
      { id: "0a", minTtl: 60 },
    ],
    [
      "that of the largest edition",
      "cloudflare",
      { id: "0a", plan: { legacyId: "enterprise" } },
      { minTtl: 30 },
    ],
    ["no TTL where no edition is told", "cloudflare", { id: "0a" }, { id: "0a", nameServers: [] }],
    ["the least TTL that it says", "alidns", { domainId: "D1", minTtl: 600 }, { id: "D1", minTtl: 600 }],
    ["none where it says none", "alidns", { domainId: "D1", minTtl: 0 }, { id: "D1", nameServers: [] }],
  ])("of an answer with %s on %s", (_, cloud, answer, facts) => {
    expect(cloudSdks[cloud].facts(answer)).toMatchObject(facts as object);
  });

  test("is undecided on Alibaba Cloud DNS when its details cannot be read", async () => {
    const { value } = await looking(
      () => cloudSdks.alidns.zone("example.com", {}),
      () => {
        throw new Error("no details in this edition");
      },
    );
    expect(value).toBeUndefined();
  });
});

describe("a provider", () => {
  const VARIABLES = ["AWS_REGION", "ALICLOUD_REGION"];
  const before = VARIABLES.map((name) => process.env[name]);
  afterEach(() => {
    for (const [i, name] of VARIABLES.entries()) {
      if (before[i] === undefined) delete process.env[name];
      else process.env[name] = before[i];
    }
  });

  test.each<[string | undefined, Record<CloudId, unknown>]>([
    [undefined, { route53: "us-east-1", cloudflare: undefined, alidns: "cn-hangzhou" }],
    ["eu-west-1", { route53: "eu-west-1", cloudflare: undefined, alidns: "eu-west-1" }],
  ])("has the region %s of the environment, else a usual one", async (region, expected) => {
    for (const name of VARIABLES) {
      if (region === undefined) delete process.env[name];
      else process.env[name] = region;
    }
    const told = await registered(() => {
      for (const cloud of CLOUD_IDS)
        cloudSdks[cloud].provider(cloud, { [cloudSdks[cloud].credential]: "secret" });
    });
    expect(Object.fromEntries(CLOUD_IDS.map((cloud) => [cloud, told.get(cloud)?.inputs["region"]]))).toEqual(
      expected,
    );
  });
});

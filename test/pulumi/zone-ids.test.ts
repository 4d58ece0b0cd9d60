/** How the id of a zone is found, and that a zone counts as absent only where its cloud says just that. */
import { describe, expect, test } from "@jest/globals";
import { setMocks } from "@pulumi/pulumi/runtime/mocks.js";
import { LookUps } from "../../src/inventory/look-ups.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import { loadText } from "../../src/pipeline.ts";
import { findZoneIds, zoneUnread } from "../../src/pulumi/zone-ids.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";

/** Waits take no time. */
let time = 0;
const clock = {
  now: () => time,
  async sleep(milliseconds: number): Promise<void> {
    time += milliseconds;
  },
};

const NONE = { route53: {}, cloudflare: {}, alidns: {} };

interface Asked {
  readonly dns: string;
  /** What the look-up answers; a text is an error. */
  readonly answer: string | Record<string, unknown>;
  readonly zoneIds?: Partial<typeof NONE> & Record<string, unknown>;
  readonly made?: readonly OwnedResource[];
}

/** `absent`, the id, or `-`; the codes of the findings; the look-ups that were made. */
async function find({ dns, answer, zoneIds = {}, made = [] }: Asked): Promise<[string, string[], string[]]> {
  const calls: string[] = [];
  await setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
      call({ token }) {
        calls.push(token.split(":").at(-1) ?? "");
        // as the engine passes on what a provider says
        if (typeof answer === "string") throw Object.assign(new Error(answer), { details: answer });
        return answer;
      },
    },
    "mailzone",
    "test",
    true,
  );
  const { zones } = loadText("a.yaml", `domain: example.com\ndns: ${dns}\nmode: parked\n`);
  const known = { zoneIds: { ...NONE, ...zoneIds }, made };
  const { ids, absent, findings } = await findZoneIds(zones, known, () => ({}), new LookUps(clock));
  const [zone] = zones;
  const id = zone && (absent.has(zone) ? "absent" : ids.get(zone));
  return [id ?? "-", findings.map(({ code }) => code), calls];
}

const creating = (cloud: CloudId): string => `{cloud: ${cloud}, create: true}`;
const listed = (...names: string[]) => ({
  domains: names.map((name) => ({
    domainName: name,
    punyCode: name,
    domainId: `D-${name}`,
    dnsServers: [],
    minTtl: 0,
  })),
});

describe("a zone that is to be created", () => {
  test.each<[string, CloudId, Asked["answer"], string, readonly string[]]>([
    // terraform-provider-aws, internal/service/route53/zone_data_source.go and internal/tfresource/not_found_error.go
    [
      "is not there",
      "route53",
      "1 error occurred:\n\t* no matching Route 53 Hosted Zone found\n\n",
      "absent",
      [],
    ],
    ["is there", "route53", { zoneId: "Z1", nameServers: ["ns.example."] }, "Z1", ["prov-zone-taken"]],
    [
      "is there twice",
      "route53",
      "multiple Route 53 Hosted Zones matched; use additional constraints to reduce matches to a single Route 53 Hosted Zone",
      "-",
      ["prov-zone-taken"],
    ],
    [
      "is not to be seen",
      "route53",
      "reading Route 53 Hosted Zones: operation error Route 53: ListHostedZones, https response error StatusCode: 403, AccessDenied",
      "-",
      ["prov-zone-exists"],
    ],
    // terraform-provider-cloudflare v5.22.0, as it rejects, and in the order of its log (docs/facts/cloudflare.md, look-ups)
    ["is not there", "cloudflare", "failed to find exactly one result: 0 found", "absent", []],
    ["is not there", "cloudflare", "0 found: failed to find exactly one result", "absent", []],
    ["is there", "cloudflare", { id: "0a", nameServers: ["ns.example."] }, "0a", ["prov-zone-taken"]],
    ["is there twice", "cloudflare", "failed to find exactly one result: 2 found", "-", ["prov-zone-taken"]],
    ["is there twice", "cloudflare", "2 found: failed to find exactly one result", "-", ["prov-zone-taken"]],
    [
      "is there ten times",
      "cloudflare",
      "failed to find exactly one result: 10 found",
      "-",
      ["prov-zone-taken"],
    ],
    [
      "is there ten times",
      "cloudflare",
      "10 found: failed to find exactly one result",
      "-",
      ["prov-zone-taken"],
    ],
    [
      "is not to be seen",
      "cloudflare",
      'failed to make http request: GET "https://api.cloudflare.com/client/v4/zones?name=example.com": 403 Forbidden {"success":false}',
      "-",
      ["prov-zone-exists"],
    ],
    // terraform-provider-alicloud, data_source_alicloud_alidns_domains.go: what is not found is an empty list
    ["is not there", "alidns", listed(), "absent", []],
    ["is not there, but others like it", "alidns", listed("www.example.com", "example.com.cn"), "absent", []],
    ["is there", "alidns", listed("example.com"), "D-example.com", ["prov-zone-taken"]],
    [
      "is not to be seen",
      "alidns",
      "SDKError: StatusCode: 403 Code: Forbidden.RAM",
      "-",
      ["prov-zone-exists"],
    ],
    ["is asked for too often", "alidns", "SDKError: Code: Throttling.User", "-", ["prov-zone-exists"]],
    // the name of a zone in the text of another failure proves nothing
    [
      "cannot be asked for",
      "cloudflare",
      "dial tcp: lookup 0 found: no such host",
      "-",
      ["prov-zone-exists"],
    ],
  ])("%s on %s: %j", async (_, cloud, answer, id, codes) => {
    const [found, findings] = await find({ dns: creating(cloud), answer });
    expect([found, findings]).toEqual([id, codes]);
  });
});

const MADE: Readonly<Record<CloudId, OwnedResource>> = {
  route53: {
    urn: "u",
    name: "example.com",
    type: "aws:route53/zone:Zone",
    outputs: { id: "Z7", zoneId: "Z7", nameServers: ["ns.example"] },
  },
  cloudflare: {
    urn: "u",
    name: "example.com",
    type: "cloudflare:index/zone:Zone",
    outputs: { id: "7a", nameServers: ["ns.example"], plan: { legacyId: "free" } },
  },
  alidns: {
    urn: "u",
    name: "example.com",
    type: "alicloud:dns/alidnsDomain:AlidnsDomain",
    outputs: { id: "example.com", domainId: "D7", dnsServers: ["ns.example"] },
  },
};

describe("a zone that the stack has made", () => {
  test.each<[string, Asked, string, readonly string[], readonly string[]]>([
    [
      "has the state's id, without a look-up",
      { dns: creating("route53"), answer: "no", made: [MADE.route53] },
      "Z7",
      [],
      [],
    ],
    [
      "on Cloudflare too",
      { dns: creating("cloudflare"), answer: "no", made: [MADE.cloudflare] },
      "7a",
      [],
      [],
    ],
    [
      "is looked up where its name is its id, since that tells the least TTL",
      { dns: creating("alidns"), answer: listed("example.com"), made: [MADE.alidns] },
      "D-example.com",
      [],
      ["getAlidnsDomains"],
    ],
    [
      "keeps it in the run that lets go of it",
      { dns: "route53", answer: "no", made: [MADE.route53] },
      "Z7",
      [],
      [],
    ],
    [
      "is another than that of another account",
      {
        dns: "{cloud: route53, account: eu, create: true}",
        answer: "no matching Route 53 Hosted Zone found",
        made: [MADE.route53],
      },
      "absent",
      [],
      ["getZone"],
    ],
    [
      "may stand in the config by the same id",
      {
        dns: creating("route53"),
        answer: "no",
        zoneIds: { route53: { "example.com": "Z7" } },
        made: [MADE.route53],
      },
      "Z7",
      [],
      [],
    ],
    [
      "may not stand there by another",
      {
        dns: creating("route53"),
        answer: "no",
        zoneIds: { route53: { "example.com": "Z1" } },
        made: [MADE.route53],
      },
      "-",
      ["dns-zone-id"],
      [],
    ],
  ])("%s", async (_, asked, id, codes, calls) => {
    expect(await find(asked)).toEqual([id, codes, calls]);
  });

  test("one that is to be created and has an id in the config is neither looked up nor created", async () => {
    const asked = {
      dns: creating("cloudflare"),
      answer: "no",
      zoneIds: { cloudflare: { "example.com": "0a" } },
    };
    expect(await find(asked)).toEqual(["-", ["dns-zone-id"], []]);
  });
});

describe("a zone that exists", () => {
  test.each<[string, Asked, string, readonly string[], readonly string[]]>([
    ["is looked up", { dns: "route53", answer: { zoneId: "Z1", nameServers: [] } }, "Z1", [], ["getZone"]],
    [
      "has the id of its spec",
      { dns: "{cloud: route53, zoneId: Z0123456789ABC}", answer: "no" },
      "Z0123456789ABC",
      [],
      [],
    ],
    [
      "has the id of the config",
      { dns: "route53", answer: "no", zoneIds: { route53: { "example.com": "Z2" } } },
      "Z2",
      [],
      [],
    ],
    ["may be refused", { dns: "route53", answer: "AccessDenied" }, "-", ["prov-zone-exists"], ["getZone"]],
    [
      "shows on Alibaba Cloud DNS only when its records are read",
      { dns: "alidns", answer: "no details in this edition" },
      "-",
      [],
      ["getAlidnsDomains"],
    ],
  ])("%s", async (_, asked, id, codes, calls) => {
    expect(await find(asked)).toEqual([id, codes, calls]);
  });

  test("one that is no domain's, and an error that is none, are told all the same", () => {
    const [zone] = loadText("a.yaml", "domain: example.com\ndns: route53\nmode: parked\n").zones;
    if (zone === undefined) throw new Error("no zone");
    expect(zoneUnread({ ...zone, domains: [] }, "no  answer\n")).toMatchObject({
      code: "prov-zone-exists",
      message: expect.stringMatching(/, so nothing can be published in it: no answer$/),
    });
    expect(zoneUnread({ ...zone, domains: [] }, "no")).not.toHaveProperty("place");
  });
});

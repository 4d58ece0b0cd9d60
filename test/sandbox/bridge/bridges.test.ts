/** What the bridges make of errors, previews and ignored paths, without the engine. */
import { describe, expect, test } from "@jest/globals";
import type { BridgedResource } from "../../../sandbox/bridge/bridged.ts";
import { withIgnored } from "../../../sandbox/bridge/ignored.ts";
import { worded } from "../../../sandbox/bridge/wording.ts";
import { alidns } from "../../../sandbox/clouds/alidns/provider.ts";
import { cloudflare } from "../../../sandbox/clouds/cloudflare/provider.ts";
import { route53 } from "../../../sandbox/clouds/route53/provider.ts";
import { UNKNOWN } from "../../../sandbox/properties.ts";
import type { Properties } from "../../../sandbox/provider.ts";
import { recordOf, zoneOf } from "../resources.ts";

describe("an error is worded", () => {
  test.each([
    ["framework", "deleting", "refused"],
    ["sdk1", "creating", "refused"],
    ["sdk1", "deleting", "deleting urn: refused"],
    ["sdk2", "creating", "1 error occurred:\n\t* refused\n\n"],
    ["sdk2", "invoking", "invoking urn: 1 error occurred:\n\t* refused\n\n"],
  ] as const)("%s, %s", (bridge, doing, told) => expect(worded(bridge, doing, "urn", "refused")).toBe(told));
});

describe("an ignored path takes the state's value", () => {
  test.each([
    [["a"], { a: 1, b: 3 }],
    [["*"], { a: 1, c: { d: 1 } }],
    [["c.d"], { a: 2, b: 3, c: { d: 1 } }],
    [["b"], { a: 2, c: { d: 2 } }],
    [[""], { a: 2, b: 3, c: { d: 2 } }],
    [["a.x"], { a: 2, b: 3, c: { d: 2 } }],
  ] as const)("%j", (ignored, expected) => {
    const state = { a: 1, c: { d: 1 } };
    expect(withIgnored(state, { a: 2, b: 3, c: { d: 2 } }, ignored)).toMatchObject(expected);
  });
});

const record = { name: "a.example.com", type: "A", ttl: 300 };

describe("a preview has what is known", () => {
  test.each<[string, BridgedResource, Properties, Properties | undefined, Properties]>([
    [
      "Cloudflare, a record",
      recordOf(cloudflare),
      { ...record, content: "192.0.2.1" },
      undefined,
      { id: UNKNOWN, proxied: false, content: "192.0.2.1" },
    ],
    [
      "Cloudflare, an update",
      recordOf(cloudflare),
      record,
      { id: "r", comment: "old", createdOn: "then" },
      { id: "r", createdOn: "then", modifiedOn: UNKNOWN },
    ],
    [
      "Cloudflare, a zone",
      zoneOf(cloudflare),
      { name: "example.com" },
      undefined,
      { id: UNKNOWN, nameServers: UNKNOWN, type: "full" },
    ],
    [
      "Cloudflare, an update of a zone",
      zoneOf(cloudflare),
      { name: "example.com", paused: true },
      { id: "z" },
      { id: "z", paused: true, status: UNKNOWN },
    ],
    [
      "Alibaba Cloud DNS, a record",
      recordOf(alidns),
      { rr: UNKNOWN, type: "A", priority: 3 },
      undefined,
      { id: "", type: "A" },
    ],
    [
      "Alibaba Cloud DNS, an update",
      recordOf(alidns),
      { rr: "a", type: "MX" },
      { id: "r", remark: "old", priority: 5, domainName: "example.com" },
      { id: "", remark: "", priority: 0, domainName: "example.com" },
    ],
    [
      "Alibaba Cloud DNS, a domain",
      zoneOf(alidns),
      { domainName: "example.com" },
      undefined,
      { id: "", domainName: "example.com" },
    ],
    [
      "Route 53, a record",
      recordOf(route53),
      { ...record, name: "A.example.com.", records: ["b", "a"] },
      undefined,
      { id: UNKNOWN, fqdn: UNKNOWN, name: "a.example.com", records: ["a", "b"], aliases: [] },
    ],
    [
      "Route 53, an update",
      recordOf(route53),
      { name: "a.example.com", aliases: [{ name: "X.example.net." }] },
      { id: "r", records: ["a"], ttl: 0 },
      { id: "r", records: [], ttl: 0, aliases: [{ name: "x.example.net" }] },
    ],
    [
      "Route 53, a zone",
      zoneOf(route53),
      { name: "example.com." },
      undefined,
      { id: UNKNOWN, name: "example.com", forceDestroy: false },
    ],
    [
      "Route 53, an update of a zone",
      zoneOf(route53),
      { name: "example.com" },
      { id: "z", arn: "arn" },
      { id: "z", arn: "arn" },
    ],
  ])("%s", (_, resource, inputs, state, expected) => {
    expect(resource.preview(inputs, state)).toMatchObject(expected);
  });
});

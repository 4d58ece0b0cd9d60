/** `dnssec` up to the plan: which zones are signed, what several specs of one zone make of it, which resources, and what is entered at the registrar. */
import { describe, expect, test } from "@jest/globals";
import { zoneKey } from "../../sandbox/zone-key.ts";
import { cloudOf, clouds, signingOf } from "../../src/cloud/clouds.ts";
import { printDnskey, printDs } from "../../src/cloud/signer.ts";
import { keptResources } from "../../src/inventory/kept.ts";
import type { OwnedResource } from "../../src/inventory/owned.ts";
import { isSigned, withSigningOff } from "../../src/inventory/signing.ts";
import { type Loaded, loadText } from "../../src/pipeline.ts";
import { type PlannedResource, planZones } from "../../src/plan/plan.ts";
import { expectGolden } from "../zone/golden.ts";

const load = (...specs: string[]): Loaded => loadText("f.yaml", specs.join("\n---\n"));
const apex = (...settings: string[]): string =>
  `domain: example.com\ndns: {${settings.join(", ")}}\nmode: parked`;
const shop = (...settings: string[]): string =>
  `domain: shop.example.com\nzone: example.com\ndns: {${settings.join(", ")}}\nmode: parked`;
const CREATED = ["cloud: route53", "create: true"];

describe("whether a zone is signed", () => {
  test.each<[string, readonly string[], string | undefined]>([
    ["is open where no spec says it", [apex(...CREATED)], undefined],
    ["is what its spec says", [apex(...CREATED, "dnssec: true")], "on"],
    ["is what its spec says, off too", [apex(...CREATED, "dnssec: false")], "off"],
    ["is what any of its specs says", [apex(...CREATED), shop("cloud: route53", "dnssec: true")], "on"],
    ["may be said twice", [apex(...CREATED, "dnssec: true"), shop("cloud: route53", "dnssec: true")], "on"],
  ])("%s", (_, specs, expected) => {
    const { zones, findings } = load(...specs);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(zones.map(({ dnssec }) => dnssec?.is)).toEqual([expected]);
  });

  test("two specs that differ are an error, at the second, with the place of the first", () => {
    const { findings } = load(apex(...CREATED, "dnssec: true"), shop("cloud: route53", "dnssec: false"));
    expect(findings.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "dns-dnssec-differs", place: { line: 7, column: 31 }, related: [{ place: { line: 2 } }] },
    ]);
  });
});

test("the names and arguments of what signs zones are public API: golden", () => {
  const specs = clouds
    .filter((cloud) => signingOf(cloud) !== undefined)
    .flatMap(({ id }) => [
      `domain: a.${id}.example\ndns: {cloud: ${id}, create: true, dnssec: true}\nmode: parked`,
      `domain: bücher.${id}.example\ndns: {cloud: ${id}, account: eu, create: true, dnssec: true}\nmode: parked`,
    ]);
  const planned = planZones(load(...specs).zones).filter(({ kind }) => kind === "signing");
  const text = planned.map(({ name, type, args }) => `${name}\n  ${type} ${JSON.stringify(args)}\n`).join("");
  expectGolden(new URL("signing-resources.golden.txt", import.meta.url), text);
});

test("the key of Route 53 has a name that says which KMS key it is, and another key another name", () => {
  const key = signingOf(cloudOf("route53"))?.key;
  const arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const name = key?.args(arn)["name"];
  expect(name).toMatch(/^mailzone_[0-9a-f]{8}$/);
  expect(key?.args(arn)).toEqual({ keyManagementServiceArn: arn, name });
  expect(key?.args(`${arn}c`)["name"]).not.toBe(name);
});

test.each([
  ["arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", true],
  ["arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab", true],
  ["arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", false],
  ["arn:aws:kms:us-east-1:111122223333:alias/dnssec", false],
  ["1234abcd-12ab-34cd-56ef-1234567890ab", false],
])("a KMS key of Route 53: %s %s", (arn, expected) => {
  expect(signingOf(cloudOf("route53"))?.key?.pattern.test(arn)).toBe(expected);
});

describe("what is entered at the registrar", () => {
  const { keyTag, algorithm, digestType, digest, flags, publicKey } = zoneKey("example.com", "1");
  const outputs = {
    route53: {
      ...{ keyTag, digestValue: digest, publicKey, flag: flags },
      ...{ signingAlgorithmType: algorithm, digestAlgorithmType: digestType },
    },
    cloudflare: {
      ...{ keyTag, digest: digest.toLowerCase(), publicKey, flags },
      ...{ algorithm: String(algorithm), digestType: String(digestType) },
    },
  };

  test.each(["route53", "cloudflare"] as const)("%s: is read from the outputs, once all are there", (id) => {
    const signing = signingOf(cloudOf(id));
    const signer = signing?.signer(outputs[id]);
    expect(signer && [printDs(signer), printDnskey(signer)]).toEqual([
      `${keyTag} 13 2 ${digest}`,
      `257 3 13 ${publicKey}`,
    ]);
    for (const name of signing?.signerOutputs ?? []) {
      expect(signing?.signer({ ...outputs[id], [name]: undefined })).toBeUndefined();
      expect(signing?.signer({ ...outputs[id], [name]: "" })).toBeUndefined();
    }
  });
});

describe("what a stack owns of it", () => {
  const part = (type: string, outputs: Readonly<Record<string, unknown>>): OwnedResource => ({
    ...{ urn: type, name: "example.com", type },
    outputs,
  });
  const KEY = part("aws:route53/keySigningKey:KeySigningKey", {
    ...{
      hostedZoneId: "Z1",
      keyManagementServiceArn: "arn",
      name: "mailzone_1",
      status: "ACTIVE",
      keyTag: 1,
    },
  });
  const SWITCH = part("aws:route53/hostedZoneDnsSec:HostedZoneDnsSec", {
    ...{ hostedZoneId: "Z1", signingStatus: "SIGNING" },
  });
  const ZONE = part("aws:route53/zone:Zone", { id: "Z1" });
  const signed = { signing: [KEY, SWITCH] };
  const told = (planned: readonly PlannedResource[]) =>
    planned.flatMap((one) => (one.kind === "signing" ? [[one.type.split(":")[2], one.args]] : []));
  const OFF = load(apex(...CREATED, "dnssec: false")).zones;

  test("is switched off in the opposite order, with the key that it has", () => {
    expect(told(withSigningOff(planZones(OFF), OFF, signed))).toEqual([
      ["HostedZoneDnsSec", { hostedZoneId: null, signingStatus: "NOT_SIGNING" }],
      [
        "KeySigningKey",
        { hostedZoneId: null, keyManagementServiceArn: "arn", name: "mailzone_1", status: "INACTIVE" },
      ],
    ]);
    expect(told(withSigningOff(planZones(OFF), OFF, { signing: [] }))).toEqual([]);
  });

  test("is kept as it is, whatever the spec says", () => {
    const owned = { records: [], zones: [ZONE], workers: [], tombstones: new Set<string>(), ...signed };
    const { resources, homeless } = keptResources(OFF, planZones(OFF), owned);
    expect(homeless).toEqual([]);
    expect(told(resources)).toEqual([
      [
        "KeySigningKey",
        { hostedZoneId: null, keyManagementServiceArn: "arn", name: "mailzone_1", status: "ACTIVE" },
      ],
      ["HostedZoneDnsSec", { hostedZoneId: null, signingStatus: "SIGNING" }],
    ]);
    const none = keptResources([], [], owned);
    expect(none.homeless).toEqual([ZONE, KEY, SWITCH]);
  });

  test.each([
    ["route53", [KEY, SWITCH], true],
    ["route53", [KEY], false],
    ["cloudflare", [part("cloudflare:index/zoneDnssec:ZoneDnssec", { status: "pending" })], true],
    ["cloudflare", [part("cloudflare:index/zoneDnssec:ZoneDnssec", { status: "pending-disabled" })], false],
  ] as const)("%s, %j: says whether the zone is signed", (cloud, signing, expected) => {
    const [zone] = load(apex(`cloud: ${cloud}`, "create: true", "dnssec: false")).zones;
    expect(zone && isSigned(zone, { signing })).toBe(expected);
  });

  test("a state of Cloudflare's own is kept as an argument that it takes", () => {
    const zones = load(apex("cloud: cloudflare", "create: true", "dnssec: true")).zones;
    const zone = part("cloudflare:index/zone:Zone", { id: "Z1" });
    const kept = (status: string) =>
      told(
        keptResources(zones, planZones(zones), {
          ...{ records: [], zones: [zone], workers: [], tombstones: new Set<string>() },
          signing: [part("cloudflare:index/zoneDnssec:ZoneDnssec", { status })],
        }).resources,
      );
    expect(kept("pending")).toEqual([["ZoneDnssec", { zoneId: null, status: "active" }]]);
    expect(kept("pending-disabled")).toEqual([["ZoneDnssec", { zoneId: null, status: "disabled" }]]);
  });
});

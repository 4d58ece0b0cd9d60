/** What is done about the id of each zone, by what is given and what the cloud says. */
import { expect, test } from "@jest/globals";
import { judgeZoneIds, type ZoneLookUp, zoneIdPath } from "../../src/live/zone-look-up.ts";
import type { CloudId } from "../../src/spec/cloud-id.ts";

const zone = (cloud: CloudId, rest: Partial<ZoneLookUp> = {}): ZoneLookUp => ({
  name: "example.com.",
  cloud,
  ...rest,
});
const given = { id: "1", by: "config" } as const;

test.each<[string, readonly ZoneLookUp[], readonly string[]]>([
  ["one that was looked up is set", [zone("cloudflare", { found: "1" })], ["set"]],
  ["one that is given and the same is right", [zone("route53", { given, found: "1" })], ["right"]],
  ["one that is given and another is told", [zone("route53", { given, found: "2" })], ["other"]],
  [
    "one that is given and that the cloud does not know is told",
    [zone("cloudflare", { given, problem: "no" })],
    ["unconfirmed"],
  ],
  ["one that nobody knows is not found", [zone("cloudflare", { problem: "no" })], ["unknown"]],
  ["where zones go by their names none is set", [zone("alidns", { found: "1" })], ["needless"]],
  ["where zones go by their names a wrong one is told", [zone("alidns", { given, found: "2" })], ["other"]],
  [
    "one name in two accounts has no place in the config",
    [zone("cloudflare", { found: "1" }), zone("cloudflare", { found: "2", account: "shop" })],
    ["shared", "shared"],
  ],
  [
    "one that the stack has made, one that it will make, one that it cannot",
    [
      zone("route53", { create: "made", found: "1" }),
      zone("cloudflare", { create: "coming" }),
      zone("alidns", { create: "barred", problem: "no" }),
    ],
    ["made", "coming", "barred"],
  ],
  [
    "one that is made and given by the same id is right, by another it is doubled",
    [
      zone("route53", { given, create: "made", found: "1" }),
      zone("route53", { given, create: "made", found: "2", account: "a" }),
      zone("cloudflare", { given, create: "coming" }),
    ],
    ["right", "doubled", "doubled"],
  ],
  [
    "one name on two clouds has",
    [zone("cloudflare", { found: "1" }), zone("route53", { found: "2" })],
    ["set", "set"],
  ],
])("%s", (_, zones, expected) => {
  const verdicts = judgeZoneIds({ version: 1, zones, unused: [] });
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(expected);
});

test("the path in the config takes a name with dots", () => {
  expect(zoneIdPath({ cloud: "cloudflare", name: "example.com." })).toBe('zoneIds.cloudflare["example.com"]');
});

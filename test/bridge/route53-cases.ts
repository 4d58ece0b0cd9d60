/** What Route 53's stand-in and a provider of the second SDK have to answer alike. */
import type { Properties } from "../../sandbox/provider.ts";
import { type Cases, UNKNOWN } from "./cases.ts";
import type { Step } from "./scenario.ts";

const at = (name: string, type: string, records: readonly string[], rest: Properties = {}): Properties => ({
  name,
  type,
  ttl: 300,
  records,
  ...rest,
});
const a = (rest: Properties = {}) => at("mail.example.com", "A", ["192.0.2.1"], rest);
const two = (rest: Properties = {}) => at("mail.example.com", "A", ["192.0.2.2", "192.0.2.1"], rest);
const mx = (rest: Properties = {}) => at("example.com", "MX", ["10 mx.example.net"], rest);
const txt = (...records: readonly string[]) => at("example.com", "TXT", records);
const cname = () => at("mail.example.com", "CNAME", ["host.example.net"]);
const alias = (rest: Properties = {}): Properties => ({
  name: "www.example.com",
  type: "A",
  aliases: [{ name: "LB-1.Example.net.", zoneId: "Z0ALIAS", evaluateTargetHealth: false, ...rest }],
});

const KMS_KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
const key = (rest: Properties = {}): Properties => ({
  keyManagementServiceArn: KMS_KEY,
  name: "mailzone_1",
  ...rest,
});

/** The id of the resource is its import id. */
const imported: Step = { import: (id) => id };

const list = "aws:route53/getRecords:getRecords";
const getZone = "aws:route53/getZone:getZone";

export const route53Cases: Cases = {
  token: "aws:route53/record:Record",
  imported,
  kinds: {
    A: a(),
    "A with two addresses": two(),
    "A with an address twice": at("mail.example.com", "A", ["192.0.2.1", "192.0.2.1"]),
    "A with capitals and a final dot in its name": a({ name: "Mail.Example.com." }),
    "A with a relative name": a({ name: "mail" }),
    "a name that only ends like the zone": a({ name: "notexample.com" }),
    "a wildcard": a({ name: "*.example.com" }),
    "a name with `@`": a({ name: "@" }),
    "a name with a blank": a({ name: "a b.example.com" }),
    "a name in another script": a({ name: "bücher.example.com" }),
    "an empty name": mx({ name: "" }),
    MX: mx(),
    TXT: txt("v=spf1 -all"),
    "TXT in two strings": txt('first" "second'),
    "TXT with an empty value beside another": txt("", "v=spf1 -all"),
    CNAME: cname(),
    "TTL 0": a({ ttl: 0 }),
    "an alias": alias(),
    "A that may overwrite": a({ allowOverwrite: true }),
  },
  changes: {
    "a name": [a(), a({ name: "other.example.com" })],
    "the case of a name": [a(), a({ name: "MAIL.example.com" })],
    "an unknown name": [a(), a({ name: UNKNOWN })],
    "the order of addresses": [two(), at("mail.example.com", "A", ["192.0.2.1", "192.0.2.2"])],
    "an address more": [a(), two()],
    "an address less": [two(), a()],
    "a TTL": [a(), a({ ttl: 60 })],
    "a TTL of 0": [a(), a({ ttl: 0 })],
    "a type": [a(), cname()],
    "a zone": [a(), a({ zoneId: "Z0000000000000000000X" })],
    "records to an alias": [a({ name: "www.example.com" }), alias()],
    "the case of an alias": [alias(), alias({ name: "lb-1.example.net" })],
    "whether an alias is checked": [alias(), alias({ evaluateTargetHealth: true })],
    "whether it may overwrite": [a(), a({ allowOverwrite: true })],
    "whether it may overwrite, left out": [a({ allowOverwrite: true }), a()],
    nothing: [a(), a()],
  },
  refused: {
    "no name": a({ name: undefined }),
    "no records": a({ records: undefined }),
    "an unknown type": a({ type: "WKS" }),
    "records and an alias": { ...alias(), records: ["192.0.2.1"], ttl: 300 },
    "an alias with a TTL": { ...alias(), ttl: 300 },
  },
  failing: {
    "records without a TTL": a({ ttl: undefined }),
    "an empty TXT alone": txt(""),
    "a CNAME at the apex": at("example.com", "CNAME", ["host.example.net"]),
    "a zone that is not there": a({ zoneId: "Z0000000000000000000X" }),
    "an address that is none": at("mail.example.com", "A", ["192.0.2"]),
  },
  console: [
    ["an address", a(), { values: ["192.0.2.9"] }],
    ["an address more", a(), { values: ["192.0.2.1", "192.0.2.9"] }],
    ["a TTL", a(), { ttl: 60 }],
    [
      "the address of an alias",
      alias(),
      { alias: { name: "other.example.net.", zoneId: "Z0ALIAS", evaluateTargetHealth: true } },
    ],
  ],
  ignoring: [
    ["a name", a(), a({ name: "x.example.com" }), ["name"]],
    ["a name, and another is changed too", a(), a({ name: "x.example.com", ttl: 60 }), ["name"]],
    ["everything", a(), a({ name: "x.example.com", ttl: 60 }), ["*"]],
    ["everything, and the name is unknown", a(), a({ name: UNKNOWN }), ["*"]],
    ["records", a(), two(), ["records"]],
    ["a property that is gone", a({ ttl: 60 }), a({ ttl: undefined }), ["ttl"]],
  ],
  listing: { invoke: list, args: { zoneId: "" } },
  others: [
    [
      "a type that is changed in the program after its values in the console",
      [
        { check: a() },
        { create: "up" },
        { console: { values: ["192.0.2.9"] } },
        { check: cname() },
        { diff: [] },
        { update: [] },
      ],
    ],
    [
      "a record that was changed in the console and is deleted",
      [{ check: a() }, { create: "up" }, { console: { values: ["192.0.2.9"] } }, { delete: true }],
    ],
    [
      "a record that is gone",
      [
        { check: a() },
        { create: "up" },
        { console: "delete" },
        { check: a({ ttl: 60 }) },
        { update: [] },
        { console: "delete" },
        { refresh: true },
        { delete: true },
      ],
    ],
    [
      "an import by a name with underscores",
      [{ check: txt("x") }, { import: (_, zone) => `${zone}__dmarc.example.com_TXT` }],
    ],
    ["an import id without a type", [{ import: (_, zone) => `${zone}_mail.example.com` }]],
    [
      "an import from a zone that is not there",
      [{ import: () => "Z0000000000000000000X_mail.example.com_A" }],
    ],
    ["a listing", [{ check: txt('a" "b') }, { create: "up" }, { invoke: list, args: { zoneId: "" } }]],
    [
      "a listing with an alias",
      [{ check: alias() }, { create: "up" }, { invoke: list, args: { zoneId: "", nameRegex: "^www" } }],
    ],
    ["a listing of a zone that is not there", [{ invoke: list, args: { zoneId: "Z0000000000000000000X" } }]],
    ["a zone by name", [{ invoke: getZone, args: { name: "example.com." } }]],
    ["a zone by id", [{ invoke: getZone, args: { zoneId: "" } }]],
    ["no zone of that name", [{ invoke: getZone, args: { name: "example.org" } }]],
    ["a zone with an unknown id", [{ invoke: getZone, args: { zoneId: "Z0000000000000000000X" } }]],
    ["no private zone", [{ invoke: getZone, args: { name: "example.com", privateZone: true } }]],
  ],
  zone: {
    token: "aws:route53/zone:Zone",
    kinds: {
      "a zone": { name: "new.example" },
      "a zone with a final dot": { name: "new.example." },
      "a zone with a comment": { name: "new.example", comment: "by hand", forceDestroy: true },
    },
    changes: {
      "a name": [{ name: "new.example" }, { name: "other.example" }],
      "a comment": [{ name: "new.example" }, { name: "new.example", comment: "by hand" }],
      "a final dot": [{ name: "new.example" }, { name: "new.example." }],
      "whether it is deleted with its records": [
        { name: "new.example" },
        { name: "new.example", forceDestroy: true },
      ],
    },
    refused: { "a zone with an empty name": { name: "" } },
    failing: {},
    imported,
  },
  signing: {
    key: {
      token: "aws:route53/keySigningKey:KeySigningKey",
      zoneArgument: "hostedZoneId",
      kinds: {
        "a key": key(),
        "a key with its state": key({ status: "ACTIVE" }),
        "a key that is not active": key({ status: "INACTIVE" }),
      },
      changes: {
        "its state": [key(), key({ status: "INACTIVE" })],
        "its state, back": [key({ status: "INACTIVE" }), key()],
        "its KMS key, which nothing notices": [key(), key({ keyManagementServiceArn: `${KMS_KEY}2` })],
        "its name": [key(), key({ name: "mailzone_2" })],
        "a KMS key that is not known yet": [key(), key({ keyManagementServiceArn: UNKNOWN })],
      },
      refused: {
        "an unknown state": key({ status: "DELETING" }),
        "what is no ARN": key({ keyManagementServiceArn: "1234abcd" }),
      },
      failing: {
        "a KMS key elsewhere": key({
          keyManagementServiceArn: KMS_KEY.replace("us-east-1", "eu-west-1"),
        }),
      },
      imported,
    },
    "a key where there is one": {
      token: "aws:route53/keySigningKey:KeySigningKey",
      zoneArgument: "hostedZoneId",
      settings: { keys: [{ name: "mailzone_1", arn: KMS_KEY, status: "ACTIVE" }], isSigning: true },
      kinds: { "another one": key({ name: "mailzone_2", keyManagementServiceArn: `${KMS_KEY}2` }) },
      changes: {},
      refused: {},
      failing: { "the same again": key() },
      imported,
    },
    switch: {
      token: "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec",
      zoneArgument: "hostedZoneId",
      settings: { keys: [{ name: "mailzone_1", arn: KMS_KEY, status: "ACTIVE" }] },
      kinds: {
        on: {},
        "on, and so it says": { signingStatus: "SIGNING" },
        off: { signingStatus: "NOT_SIGNING" },
      },
      changes: {
        "to off": [{}, { signingStatus: "NOT_SIGNING" }],
        "to on": [{ signingStatus: "NOT_SIGNING" }, {}],
      },
      refused: { "an unknown state": { signingStatus: "DELETING" } },
      failing: {},
      imported,
    },
    "switch without a key": {
      token: "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec",
      zoneArgument: "hostedZoneId",
      kinds: {},
      changes: {},
      refused: {},
      failing: { on: {}, off: { signingStatus: "NOT_SIGNING" } },
      imported,
    },
    "switch with a DS record above": {
      token: "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec",
      zoneArgument: "hostedZoneId",
      settings: { keys: [{ name: "mailzone_1", arn: KMS_KEY, status: "ACTIVE" }], parentHasDs: true },
      kinds: { "it cannot be deleted": {} },
      changes: { "it cannot be switched off": [{}, { signingStatus: "NOT_SIGNING" }] },
      refused: {},
      failing: {},
      imported,
    },
  },
};

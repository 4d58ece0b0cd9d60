/** What Cloudflare's stand-in and a provider of the plugin framework have to answer alike. */
import type { Properties } from "../../sandbox/provider.ts";
import { a, at, caa, cname, mx, srv, tlsa, txt } from "../sandbox/clouds/cloudflare-records.ts";
import { type Cases, UNKNOWN } from "./cases.ts";
import { hostnameCases, scriptCases } from "./cloudflare-worker-cases.ts";
import type { Step } from "./scenario.ts";

const imported: Step = { import: (id, zone) => `${zone}/${id}` };

const KINDS: Readonly<Record<string, Properties>> = {
  A: a(),
  "A with TTL 1 behind the proxy": a({ ttl: 1, proxied: true }),
  "A with a comment": a({ comment: "by hand" }),
  "A with a final dot in its name": a({ name: "mail.example.com." }),
  "A with capitals in its name": a({ name: "Mail.example.com" }),
  "A with a relative name": a({ name: "mail" }),
  "a type in lower case": a({ type: "a" }),
  AAAA: at("mail.example.com", "AAAA", { content: "2001:db8::1" }),
  CNAME: cname(),
  "CNAME in capitals": cname({ content: "HOST.example.net" }),
  MX: mx(),
  "MX with preference 0": mx({ priority: 0 }),
  "a null MX": mx({ content: ".", priority: 0 }),
  "MX in capitals with a final dot": mx({ content: "MX.example.net." }),
  TXT: txt('"v=spf1 -all"'),
  "TXT without quotes": txt("v=spf1 -all"),
  SRV: srv(),
  "SRV without priority beside its data": srv({ priority: undefined }),
  CAA: caa(),
  "CAA with flags 128": caa(128),
  TLSA: tlsa("0A1B"),
  "TLSA in small letters": tlsa("0a1b"),
  PTR: at("10.example.com", "PTR", { content: "mail.example.net" }),
  NS: at("sub.example.com", "NS", { content: "ns1.example.net" }),
};

const CHANGES: Readonly<Record<string, readonly [Properties, Properties]>> = {
  "a name": [a(), a({ name: "other.example.com" })],
  "a name to the first label of the old one": [a(), a({ name: "mail" })],
  "a name to letters that the old one begins with": [a(), a({ name: "mai" })],
  "a name to `@`": [a(), a({ name: "@" })],
  "an unknown name": [a(), a({ name: UNKNOWN })],
  "a content": [a(), a({ content: "192.0.2.2" })],
  "a TTL": [a(), a({ ttl: 60 })],
  "a preference": [mx(), mx({ priority: 20 })],
  "the case of a CNAME": [cname(), cname({ content: "HOST.example.net" })],
  "the case of an MX": [mx(), mx({ content: "MX.example.net" })],
  "the case of an NS": [
    at("sub.example.com", "NS", { content: "ns1.example.net" }),
    at("sub.example.com", "NS", { content: "NS1.example.net" }),
  ],
  "a comment that is added": [a(), a({ comment: "by hand" })],
  "a comment that is left out": [a({ comment: "by hand" }), a()],
  "the proxy": [a({ ttl: 1 }), a({ ttl: 1, proxied: true })],
  "a type": [a(), cname()],
  "a zone": [a(), a({ zoneId: "f".repeat(32) })],
  "parts of data": [
    srv(),
    srv({ data: { priority: 5, weight: 1, port: 993, target: "imap.example.net" }, priority: 5 }),
  ],
  "flags from a number to a text": [caa(), caa("0")],
  "flags from a text to a number": [caa("0"), caa()],
};

const REFUSED: Readonly<Record<string, Properties>> = {
  "no ttl": a({ ttl: undefined }),
  "no name": a({ name: undefined }),
  "an unknown type": a({ type: "SPF" }),
  "a priority above 65535": mx({ priority: 65536 }),
  "content and data": { ...caa(), content: '0 issue "letsencrypt.org"' },
  "data with a port above 65535": srv({ data: { priority: 0, weight: 0, port: 65536, target: "." } }),
};

const FAILING: Readonly<Record<string, Properties>> = {
  "MX without priority": mx({ priority: undefined }),
  "SRV by content": srv({ data: undefined, content: "0 1 993 imap.example.net" }),
  "TTL 30": a({ ttl: 30 }),
  "a proxied record with TTL 300": a({ proxied: true }),
  "a zone of another account": a({ zoneId: "0".repeat(32) }),
};

const records = "cloudflare:index/getDnsRecords:getDnsRecords";
const getZone = "cloudflare:index/getZone:getZone";
const getZones = "cloudflare:index/getZones:getZones";

export const cloudflareCases: Cases = {
  token: "cloudflare:index/dnsRecord:DnsRecord",
  kinds: KINDS,
  changes: CHANGES,
  refused: REFUSED,
  failing: FAILING,
  imported,
  console: [
    ["a content", a(), { content: "192.0.2.9" }],
    ["a comment", a(), { comment: "changed" }],
    ["the proxy", a({ ttl: 1 }), { proxied: true }],
    ["a preference", mx(), { priority: 99 }],
  ],
  ignoring: [
    ["a name", a(), a({ name: "x.example.com" }), ["name"]],
    ["a name, and another is changed too", a(), a({ name: "x.example.com", ttl: 60 }), ["name"]],
    ["a part of data", caa(), caa(128), ["data.flags"]],
    ["everything", a(), a({ name: "x.example.com", ttl: 60 }), ["*"]],
    ["everything, and the name is unknown", a(), a({ name: UNKNOWN }), ["*"]],
    ["everything, and the type is another", a(), cname(), ["*"]],
    ["a property that is new", a(), a({ comment: "new" }), ["comment"]],
    ["a property that is gone", a({ comment: "old" }), a(), ["comment"]],
  ],
  listing: { invoke: records, args: { zoneId: "" } },
  others: [
    ["an import by the id alone", [{ check: a() }, { create: "up" }, { import: (id) => id }]],
    [
      "a record that is gone",
      [
        { check: a() },
        { create: "up" },
        { console: "delete" },
        { check: a({ ttl: 60 }) },
        { update: [] },
        { refresh: true },
        { delete: true },
      ],
    ],
    ["an import of what is not there", [{ import: (_, zone) => `${zone}/${"e".repeat(32)}` }]],
    ["a listing", [{ check: srv() }, { create: "up" }, { invoke: records, args: { zoneId: "" } }]],
    ["a listing of CAA", [{ check: caa() }, { create: "up" }, { invoke: records, args: { zoneId: "" } }]],
    [
      "a listing by name and type",
      [
        { check: a() },
        { create: "up" },
        {
          invoke: records,
          args: { zoneId: "", name: { exact: "mail.example.com" }, type: "A", maxItems: 1_000_000 },
        },
      ],
    ],
    ["a listing of a zone that is not there", [{ invoke: records, args: { zoneId: "d".repeat(32) } }]],
    ["a zone by name", [{ invoke: getZone, args: { filter: { name: "example.com" } } }]],
    ["a zone by id", [{ invoke: getZone, args: { zoneId: "" } }]],
    ["no zone of that name", [{ invoke: getZone, args: { filter: { name: "example.org" } } }]],
    ["a zone with an unknown id", [{ invoke: getZone, args: { zoneId: "d".repeat(32) } }]],
    ["all zones", [{ invoke: getZones, args: {} }]],
    ["zones of a name", [{ invoke: getZones, args: { name: "example.org" } }]],
  ],
  zone: {
    token: "cloudflare:index/zone:Zone",
    kinds: {
      "a zone": { name: "new.example", account: { id: "0a1b" } },
      "a zone with all that a program can say": {
        name: "new.example",
        account: { id: "0a1b" },
        type: "full",
        paused: true,
      },
    },
    changes: {
      "a name": [
        { name: "new.example", account: { id: "0a1b" } },
        { name: "other.example", account: { id: "0a1b" } },
      ],
      "an account": [
        { name: "new.example", account: { id: "0a1b" } },
        { name: "new.example", account: { id: "0c2d" } },
      ],
      "whether it is paused": [
        { name: "new.example", account: { id: "0a1b" } },
        { name: "new.example", account: { id: "0a1b" }, paused: true },
      ],
    },
    refused: {
      "a zone without an account": { name: "new.example" },
      "a zone of an unknown type": { name: "new.example", account: { id: "0a1b" }, type: "half" },
    },
    failing: { "a zone of a name that is there": { name: "example.com", account: { id: "0a1b" } } },
    imported: { import: (id) => id },
  },
  signing: {
    dnssec: {
      token: "cloudflare:index/zoneDnssec:ZoneDnssec",
      zoneArgument: "zoneId",
      kinds: {
        "a zone that is signed": { status: "active" },
        "a zone of which nothing is said": {},
        "a zone whose signing is off": { status: "disabled" },
        "a zone with several signers": { status: "active", dnssecMultiSigner: true },
      },
      changes: {
        "to off": [{ status: "active" }, { status: "disabled" }],
        "to on": [{ status: "disabled" }, { status: "active" }],
        nothing: [{ status: "active" }, { status: "active" }],
        "what is said no longer": [{ status: "active" }, {}],
      },
      refused: { "an unknown state": { status: "pending" } },
      failing: {},
      imported: { import: (_, zone) => zone },
    },
    "with the DS record at the registrar": {
      token: "cloudflare:index/zoneDnssec:ZoneDnssec",
      zoneArgument: "zoneId",
      settings: { parentHasDs: true },
      kinds: { "a zone that is signed": { status: "active" } },
      changes: { "to off": [{ status: "active" }, { status: "disabled" }] },
      refused: {},
      failing: {},
      imported: { import: (_, zone) => zone },
    },
  },
  besides: { script: scriptCases, hostname: hostnameCases },
};

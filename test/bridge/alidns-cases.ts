/** What the stand-in for Alibaba Cloud DNS and a provider of the first SDK have to answer alike. */
import type { Properties } from "../../sandbox/provider.ts";
import { type Cases, UNKNOWN } from "./cases.ts";
import type { Step } from "./scenario.ts";

const at = (rr: string, type: string, value: string, rest: Properties = {}): Properties => ({
  rr,
  type,
  value,
  ...rest,
});
const a = (rest: Properties = {}) => at("mail", "A", "192.0.2.1", rest);
const mx = (rest: Properties = {}) => at("@", "MX", "mx.example.net", { priority: 5, ...rest });
const txt = (value: string, rest: Properties = {}) => at("@", "TXT", value, rest);
const cname = (value = "host.example.net") => at("mail", "CNAME", value);

const imported: Step = { import: (id) => id };

const list = "alicloud:dns/getAlidnsRecords:getAlidnsRecords";
const domains = "alicloud:dns/getAlidnsDomains:getAlidnsDomains";

export const alidnsCases: Cases = {
  token: "alicloud:dns/alidnsRecord:AlidnsRecord",
  imported,
  kinds: {
    A: a(),
    "A with all defaults given": a({ ttl: 600, line: "default", status: "ENABLE" }),
    "A with a TTL, on another line": a({ ttl: 1200, line: "telecom" }),
    "A that is disabled": a({ status: "DISABLE" }),
    "A with a remark": a({ remark: "by hand" }),
    "A with a priority": a({ priority: 3 }),
    CNAME: cname(),
    "CNAME with a final dot": cname("host.example.net."),
    "CNAME with spaces": cname(" host.example.net "),
    MX: mx(),
    "MX with a final dot": mx({ value: "mx.example.net." }),
    TXT: txt("v=spf1 -all"),
    "TXT in quotes": txt('"v=spf1 -all"'),
    SRV: at("_imaps._tcp", "SRV", "0 1 993 imap.example.net"),
    CAA: at("@", "CAA", '0 issue "letsencrypt.org"'),
    NS: at("sub", "NS", "ns1.example.net"),
    "a TTL below the floor": a({ ttl: 300 }),
  },
  changes: {
    "an rr": [a(), a({ rr: "other" })],
    "an unknown rr": [a(), a({ rr: UNKNOWN })],
    "a value": [a(), a({ value: "192.0.2.2" })],
    "a type": [a(), cname()],
    "a TTL": [a(), a({ ttl: 1200 })],
    "a line": [a(), a({ line: "telecom" })],
    "a status": [a(), a({ status: "DISABLE" })],
    "a preference": [mx(), mx({ priority: 10 })],
    "a preference that is left out": [mx(), mx({ priority: undefined })],
    "a priority of a type other than MX": [a({ priority: 3 }), a({ priority: 4 })],
    "a final dot": [mx(), mx({ value: "mx.example.net." })],
    "the case of a host": [mx(), mx({ value: "MX.example.net" })],
    "a remark": [a(), a({ remark: "by hand" })],
    "a remark that is left out": [a({ remark: "by hand" }), a()],
    "a domain": [a(), a({ domainName: "example.org" })],
    "a language": [a(), a({ lang: "en" })],
    nothing: [a(), a()],
  },
  refused: {
    "no rr": a({ rr: undefined }),
    "no value": a({ value: undefined }),
    "an unknown status": a({ status: "OFF" }),
  },
  failing: {
    "MX without preference": mx({ priority: undefined }),
    "MX with preference 0": mx({ priority: 0 }),
    "MX with preference 51": mx({ priority: 51 }),
    "a domain that is not there": a({ domainName: "example.org" }),
    "an empty TXT": txt('""'),
  },
  console: [
    ["a status", a(), { status: "DISABLE" }],
    ["a line", a(), { line: "telecom" }],
    ["a value", a(), { value: "192.0.2.9" }],
    ["a TTL", a(), { ttl: 1200 }],
    ["a remark", a({ remark: "by hand" }), { remark: "changed" }],
    ["a preference", mx(), { priority: 20 }],
  ],
  ignoring: [
    ["an rr", a(), a({ rr: "x" }), ["rr"]],
    ["an rr, and another is changed too", a(), a({ rr: "x", ttl: 1200 }), ["rr"]],
    ["everything", a(), a({ rr: "x", ttl: 1200 }), ["*"]],
    ["everything, and the rr is unknown", a(), a({ rr: UNKNOWN }), ["*"]],
    ["a property that is new", a(), a({ remark: "new" }), ["remark"]],
    ["a property that is gone", a({ remark: "old" }), a(), ["remark"]],
  ],
  listing: { invoke: list, args: { domainName: "example.com" } },
  others: [
    [
      "a record that was switched off after an import and a refresh",
      [
        { check: a() },
        { create: "up" },
        imported,
        { check: a() },
        { diff: [] },
        { console: { status: "DISABLE" } },
        { refresh: true },
        { check: a() },
        { diff: [] },
      ],
    ],
    [
      "a disabled record that is imported, refreshed and wanted enabled",
      [
        { check: a({ status: "DISABLE", line: "telecom" }) },
        { create: "up" },
        imported,
        { refresh: true },
        { check: a() },
        { diff: [] },
        { check: a({ status: "ENABLE", line: "default" }) },
        { diff: [] },
        { update: [] },
      ],
    ],
    [
      "a record that is gone",
      [
        { check: a() },
        { create: "up" },
        { console: "delete" },
        { check: a({ ttl: 1200 }) },
        { update: [] },
        { refresh: true },
        { delete: true },
      ],
    ],
    ["an import of what is not there", [{ import: () => "1".repeat(18) }]],
    ["a listing", [{ check: mx() }, { create: "up" }, { invoke: list, args: { domainName: "example.com" } }]],
    [
      "a listing of another line",
      [
        { check: a({ line: "telecom" }) },
        { create: "up" },
        { invoke: list, args: { domainName: "example.com" } },
        { invoke: list, args: { domainName: "example.com", line: "" } },
      ],
    ],
    [
      "a listing of disabled records",
      [
        { check: a({ status: "DISABLE" }) },
        { create: "up" },
        { invoke: list, args: { domainName: "example.com" } },
        { invoke: list, args: { domainName: "example.com", status: "DISABLE", line: "" } },
      ],
    ],
    ["a listing of a domain that is not there", [{ invoke: list, args: { domainName: "example.org" } }]],
    [
      "a listing with an unknown status",
      [{ invoke: list, args: { domainName: "example.com", status: "OFF" } }],
    ],
    ["domains", [{ invoke: domains, args: { keyWord: "example" } }]],
    [
      "domains with details",
      [{ invoke: domains, args: { domainNameRegex: "^example", enableDetails: true } }],
    ],
    ["no domain", [{ invoke: domains, args: { domainNameRegex: "^other$" } }]],
  ],
  zone: {
    token: "alicloud:dns/alidnsDomain:AlidnsDomain",
    kinds: {
      "a domain": { domainName: "new.example" },
      "a domain with a remark": { domainName: "new.example", remark: "by hand" },
    },
    changes: {
      "a name": [{ domainName: "new.example" }, { domainName: "other.example" }],
      "a remark": [{ domainName: "new.example" }, { domainName: "new.example", remark: "by hand" }],
      "a resource group": [
        { domainName: "new.example" },
        { domainName: "new.example", resourceGroupId: "rg" },
      ],
    },
    refused: { "a domain without a name": {} },
    failing: { "a domain that is there": { domainName: "example.com" } },
    imported,
  },
};

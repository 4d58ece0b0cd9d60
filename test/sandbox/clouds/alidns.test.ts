/** The stand-in for Alibaba Cloud DNS keeps to docs/facts, fact by fact: what the provider does. */
import { alidns } from "../../../sandbox/clouds/alidns/provider.ts";
import type { Properties } from "../../../sandbox/provider.ts";
import { factTable, type Row } from "../fact-table.ts";
import { a, at, mx, txt } from "./alidns-records.ts";

// sections of docs/facts
const RESOURCE = "alidns.md, resource";
const PROVIDER = "alidns.md, provider";
const LOOK_UPS = "alidns.md, look-ups";
const BRIDGES = "engine.md, bridges";
const ENGINE = "engine.md, replacement";

const getRecords = "alicloud:dns/getAlidnsRecords:getAlidnsRecords";
const getDomains = "alicloud:dns/getAlidnsDomains:getAlidnsDomains";

const clean: Row[] = (
  [
    ...[1, 5, 10, 50].map((priority) => [`MX preference ${priority}`, mx(priority)] as const),
    ["a final dot", at("@", "MX", "mx1.example.net.", { priority: 5 })],
    ["spaces around a host", at("mail", "CNAME", " host.example.net ")],
    ["TXT of 300 bytes", txt("x".repeat(300))],
    ["TXT of 511 bytes", txt("x".repeat(511))],
    ["TXT of 512 bytes", txt("x".repeat(512))],
    ["TXT with ; inner quotes, backslashes, UTF-8", txt('v=DKIM1; p="a" \\x ü')],
    ["SRV", at("_imaps._tcp", "SRV", "0 1 993 imap.example.net")],
    ["CAA", at("@", "CAA", '0 issue "letsencrypt.org"')],
    ["rr @", at("@", "A", "192.0.2.1")],
    ["rr _dmarc", at("_dmarc", "TXT", "v=DMARC1; p=none")],
    ["rr *", at("*", "A", "192.0.2.1")],
    ["rr a.b.c", at("a.b.c", "A", "192.0.2.1")],
    ["ttl 600", a({ ttl: 600 })],
    ["a remark", a({ remark: "by hand" })],
    ["a line", a({ line: "telecom" })],
    ["a priority on a type other than MX", a({ priority: 3 })],
  ] as [string, Properties][]
).flatMap(([what, inputs]): Row[] => [
  [`no change in a second preview: ${what}`, { preview: inputs }, { changed: [] }, PROVIDER],
  [`no drift: ${what}`, { refresh: inputs }, { changed: [] }, PROVIDER],
]);

const words: Row[] = [
  [
    "what the service refuses is told with the call",
    { create: mx(51) },
    {
      error:
        "[ERROR] Resource alicloud_alidns_record AddDomainRecord Failed!!! [SDK alibaba-cloud-sdk-go ERROR]",
    },
    PROVIDER,
  ],
  [
    "the priority of a type that has none is 0",
    { create: a({ priority: 3 }) },
    { state: { priority: 0 } },
    PROVIDER,
  ],
];

const changes: Row[] = [
  [
    "rr, type, value, ttl, line are in place",
    { change: [a(), at("x", "CNAME", "host.example.net", { ttl: 700, line: "telecom" })] },
    { changed: ["rr", "type", "value", "ttl", "line"], replaces: [] },
    PROVIDER,
  ],
  [
    "MX preference is in place",
    { change: [mx(5), mx(10)] },
    { changed: ["priority"], replaces: [] },
    PROVIDER,
  ],
  [
    "domainName replaces",
    { change: [a(), a({ domainName: "example.org" })] },
    { changed: ["domainName"], replaces: ["domainName"] },
    PROVIDER,
  ],
  [
    "an unknown rr is a change in place",
    { change: [a(), a({ rr: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })] },
    { changed: ["rr"], replaces: [] },
    ENGINE,
  ],
  [
    "a host's case is a change",
    { change: [mx(), at("@", "MX", "MX1.example.net", { priority: 5 })] },
    { changed: ["value"] },
    PROVIDER,
  ],
  [
    "a final dot is none",
    { change: [mx(), at("@", "MX", "mx1.example.net.", { priority: 5 })] },
    { changed: [] },
    PROVIDER,
  ],
  ["MX preference 0 passes a preview", { check: mx(0) }, { failures: [] }, PROVIDER],
  ["a status that is none does not", { check: a({ status: "OFF" }) }, { failures: ["status"] }, RESOURCE],
];

const lookups: Row[] = [
  [
    "disabled records and other lines are missing",
    { invoke: getRecords, args: {} },
    { result: { records: [{ rr: "mail", line: "default", status: "ENABLE", ttl: 600, locked: false }] } },
    LOOK_UPS,
    { before: [a(), a({ line: "telecom" }), a({ rr: "off", status: "DISABLE" })] },
  ],
  [
    "an empty line lifts the line filter",
    { invoke: getRecords, args: { line: "" } },
    { result: { records: [{ line: "default" }, { line: "telecom" }] } },
    LOOK_UPS,
    { before: [a(), a({ line: "telecom" }), a({ rr: "off", status: "DISABLE" })] },
  ],
  [
    "the disabled ones come by a second call",
    { invoke: getRecords, args: { line: "", status: "DISABLE" } },
    { result: { records: [{ rr: "off" }] } },
    LOOK_UPS,
    { before: [a(), a({ rr: "off", status: "DISABLE" })] },
  ],
  ["apex NS are missing", { invoke: getRecords, args: { line: "" } }, { result: { records: [] } }, LOOK_UPS],
  [
    "all pages of 50",
    { invoke: getRecords, args: {} },
    { result: { records: Array(101).fill({}) } },
    LOOK_UPS,
    { before: Array.from({ length: 101 }, (_, index) => a({ rr: `n${index}` })) },
  ],
  [
    "records of a domain that is not there",
    { invoke: getRecords, args: { domainName: "example.org" } },
    { error: "InvalidDomainName.NoExist" },
    "documentation",
  ],
  [
    "the floor comes with enableDetails",
    { invoke: getDomains, args: { keyWord: "example", enableDetails: true } },
    {
      result: {
        domains: [{ domainName: "example.com", minTtl: 600, versionCode: "mianfei", availableTtls: [] }],
      },
    },
    LOOK_UPS,
  ],
  [
    "and not without",
    { invoke: getDomains, args: {} },
    { result: { domains: [{ domainName: "example.com", minTtl: 0, dnsServers: [] }] } },
    LOOK_UPS,
  ],
  [
    "the ids are the names",
    { invoke: getDomains, args: {} },
    { result: { ids: ["example.com"], names: ["example.com"], domains: [{ id: "example.com" }] } },
    LOOK_UPS,
  ],
  [
    "an unknown status is refused before any call",
    { invoke: getRecords, args: { status: "OFF" } },
    { error: "expected status to be one of [ENABLE DISABLE], got OFF" },
    LOOK_UPS,
  ],
  [
    "no domain found is an empty list",
    { invoke: getDomains, args: { domainNameRegex: "^other$" } },
    { result: { domains: [], names: [] } },
    LOOK_UPS,
  ],
];

const bridge: Row[] = [
  [
    "an ignored input is no change",
    { change: [a(), a({ rr: "x" })], ignoring: ["rr"] },
    { changed: [] },
    BRIDGES,
  ],
  [
    "`*` is no input's name, so all count",
    { change: [a(), a({ rr: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })], ignoring: ["*"] },
    { changed: ["rr"] },
    BRIDGES,
  ],
  [
    "what a console has switched off is repaired",
    { repair: a(), after: { status: "DISABLE" } },
    { changed: ["status"], inputs: { status: "ENABLE" } },
    BRIDGES,
  ],
  [
    "not after an import and a refresh: the old input counts as the default",
    { repair: a({ ttl: 700, line: "telecom", status: "DISABLE" }), after: {}, adopted: true },
    { changed: [] },
    BRIDGES,
  ],
];

const imports: Row[] = [
  [
    "the import id is the record's id",
    { import: mx(5), id: (id) => id },
    {
      inputs: {
        domainName: "example.com",
        rr: "@",
        type: "MX",
        value: "mx1.example.net",
        priority: 5,
        __defaults: [],
      },
    },
    RESOURCE,
  ],
];

factTable(alidns, [...clean, ...words, ...changes, ...lookups, ...bridge, ...imports]);

/** The stand-in for Alibaba Cloud DNS keeps to docs/facts, fact by fact: what the service accepts and refuses. */
import { alidns } from "../../../sandbox/clouds/alidns/provider.ts";
import { factTable, type Row } from "../fact-table.ts";
import { a, at, cname, mx, txt } from "./alidns-records.ts";

// sections of docs/facts
const RESOURCE = "alidns.md, resource";
const PROVIDER = "alidns.md, provider";
const SERVICE = "alidns.md, service";

const never: Row[] = [
  [
    "outer quotes of a TXT do not survive, so the diff never ends",
    { preview: txt('"v=spf1 -all"') },
    { changed: ["value"] },
    PROVIDER,
  ],
  ["nor end spaces", { preview: txt("v=spf1 -all ") }, { changed: ["value"] }, PROVIDER],
  [
    "and the next update is a duplicate",
    { update: [txt('"x"'), txt('"x"')] },
    { error: "DomainRecordDuplicate" },
    PROVIDER,
  ],
  [
    "a TTL below the floor is stored as the floor",
    { preview: a({ ttl: 300 }) },
    { changed: ["ttl"] },
    SERVICE,
    { zone: { minTtl: 600 } },
  ],
  [
    "and every later update fails",
    { update: [a({ ttl: 300 }), a({ ttl: 300 })] },
    { error: "QuotaExceeded.TTL" },
    SERVICE,
    { zone: { minTtl: 600 } },
  ],
  [
    "of whatever property",
    { update: [a({ ttl: 300 }), a({ ttl: 300, value: "192.0.2.2" })] },
    { error: "A valid TTL must be in the range of 600 to 86400" },
    SERVICE,
    { zone: { minTtl: 600 } },
  ],
  [
    "a better edition takes it",
    { preview: a({ ttl: 60 }) },
    { changed: [] },
    SERVICE,
    { zone: { minTtl: 60 } },
  ],
];

const refused: Row[] = [
  [
    "MX preference 0 is taken for none",
    { create: mx(0) },
    { error: "'priority': required field when 'type' is MX." },
    PROVIDER,
  ],
  [
    "MX without preference",
    { create: at("@", "MX", "mx1.example.net") },
    { error: "'priority': required field when 'type' is MX." },
    PROVIDER,
  ],
  ["MX preference 51", { create: mx(51) }, { error: "priority" }, SERVICE],
  ["null MX", { create: at("@", "MX", ".", { priority: 1 }) }, { error: "InvalidValue" }, SERVICE],
  ["SRV to `.`", { create: at("_pop3._tcp", "SRV", "0 0 0 .") }, { error: "InvalidValue" }, SERVICE],
  ["TXT of 513 bytes", { create: txt("x".repeat(513)) }, { error: "512" }, SERVICE],
  ["an empty TXT", { create: txt('""') }, { error: "empty" }, SERVICE],
  [
    "CAA without quotes",
    { create: at("@", "CAA", "0 issue letsencrypt.org") },
    { error: "InvalidValue" },
    SERVICE,
  ],
  ["TLSA", { create: at("_25._tcp.mail", "TLSA", "3 1 1 00") }, { error: "InvalidType" }, SERVICE],
  [
    "PTR",
    { create: at("10", "PTR", "mail.example.net") },
    { error: "InvalidType" },
    "pubz-add-parsing-record",
  ],
  ["a TTL above 86400", { create: a({ ttl: 86401 }) }, { error: "QuotaExceeded.TTL" }, SERVICE],
  ["CNAME beside A", { create: cname() }, { error: "DomainRecordConflict" }, SERVICE, { before: [a()] }],
  [
    "CNAME beside TXT",
    { create: cname() },
    { error: "DomainRecordConflict" },
    SERVICE,
    { before: [at("mail", "TXT", "x")] },
  ],
  [
    "MX beside CNAME",
    { create: at("mail", "MX", "mx.example.net", { priority: 1 }) },
    { error: "DomainRecordConflict" },
    SERVICE,
    { before: [cname()] },
  ],
  [
    "A beside CNAME, at the apex too",
    { create: at("@", "A", "192.0.2.1") },
    { error: "DomainRecordConflict" },
    "conflict rules",
    { before: [cname("@")] },
  ],
  [
    "the same record twice",
    { create: a() },
    { error: "DomainRecordDuplicate", records: 1 },
    SERVICE,
    { before: [a()] },
  ],
  [
    "also when the first is disabled",
    { create: a() },
    { error: "DomainRecordDuplicate" },
    SERVICE,
    { before: [a({ status: "DISABLE" })] },
  ],
  [
    "a value that moves to another resource",
    { update: [mx(5), at("@", "MX", "mx2.example.net", { priority: 5 })] },
    { error: "DomainRecordDuplicate" },
    PROVIDER,
    { before: [at("@", "MX", "mx2.example.net", { priority: 5 })] },
  ],
  [
    "an update of what is gone",
    { updateGone: a() },
    { error: "DomainRecordNotBelongToUser" },
    "documentation",
  ],
  [
    "a domain that is not there",
    { create: a({ domainName: "example.org" }) },
    { error: "InvalidDomainName.NoExist" },
    "documentation",
  ],
  ["a label beyond ASCII and Chinese", { create: a({ rr: "bücher" }) }, { error: "InvalidRR" }, SERVICE],
];

const accepted: Row[] = [
  ["CNAME beside MX at the apex", { create: cname("@") }, { records: 2 }, SERVICE, { before: [mx()] }],
  [
    "TXT beside CNAME at the apex",
    { create: txt("v=spf1 -all") },
    { records: 2 },
    SERVICE,
    { before: [cname("@")] },
  ],
  ["a second SPF", { create: txt("v=spf1 ~all") }, { records: 2 }, SERVICE, { before: [txt("v=spf1 -all")] }],
  ["another value", { create: a({ value: "192.0.2.2" }) }, { records: 2 }, SERVICE, { before: [a()] }],
  [
    "the same value on another line",
    { create: a({ line: "telecom" }) },
    { records: 2 },
    SERVICE,
    { before: [a()] },
  ],
  ["a Chinese label", { create: a({ rr: "邮箱" }) }, {}, SERVICE],
  [
    "a type changes in place",
    { update: [cname(), a()] },
    { state: { type: "A", value: "192.0.2.1" }, records: 1 },
    PROVIDER,
  ],
  ["an unchanged update is not sent", { update: [a(), a()] }, { records: 1 }, "source: alidnsRecordUpdate"],
  [
    "a deletion of what is gone is swallowed",
    { deleteGone: a() },
    { records: 0 },
    "source: alidnsRecordDelete",
  ],
  [
    "defaults: ttl 600, line default, enabled",
    { create: a() },
    { state: { ttl: 600, line: "default", status: "ENABLE" }, id: /^\d{18}$/ },
    RESOURCE,
  ],
];

factTable(alidns, [...never, ...refused, ...accepted]);

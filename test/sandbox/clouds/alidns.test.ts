/** The stand-in for Alibaba Cloud DNS keeps to docs/facts, fact by fact. */
import { alidns } from "../../../sandbox/clouds/alidns/provider.ts";
import type { Properties } from "../../../sandbox/provider.ts";
import { factTable, type Row } from "../fact-table.ts";

// sections of docs/facts
const RESOURCE = "alidns.md, resource";
const PROVIDER = "alidns.md, provider";
const SERVICE = "alidns.md, service";
const LOOK_UPS = "alidns.md, look-ups";
const BRIDGES = "engine.md, bridges";
const ENGINE = "engine.md, replacement";

const at = (rr: string, type: string, value: string, rest: Properties = {}): Properties => ({
  rr,
  type,
  value,
  ...rest,
});
const mx = (priority: number | undefined = 5, rest: Properties = {}) =>
  at("@", "MX", "mx1.example.net", { priority, ...rest });
const txt = (value: string, rest: Properties = {}) => at("@", "TXT", value, rest);
const a = (rest: Properties = {}) => at("mail", "A", "192.0.2.1", rest);
const cname = (rr = "mail") => at(rr, "CNAME", "host.example.net");
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

factTable(alidns, [
  ...clean,
  ...never,
  ...refused,
  ...accepted,
  ...changes,
  ...lookups,
  ...bridge,
  ...imports,
]);

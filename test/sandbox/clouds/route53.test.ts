/** The stand-in for Route 53 keeps to docs/facts, fact by fact. */
import { route53 } from "../../../sandbox/clouds/route53/provider.ts";
import type { Properties } from "../../../sandbox/provider.ts";
import { factTable, type Row } from "../fact-table.ts";

// sections of docs/facts
const RESOURCE = "route53.md, resource";
const BRIDGES = "engine.md, bridges";
const PROVIDER = "route53.md, provider";
const SERVICE = "route53.md, service";
const LOOK_UPS = "route53.md, look-ups";
const ENGINE = "engine.md, replacement";

const at = (name: string, type: string, records: string[], rest: Properties = {}): Properties => ({
  name,
  type,
  ttl: 300,
  records,
  ...rest,
});
const apex = "example.com";
const mail = "mail.example.com";
const txt = (...records: string[]) => at(apex, "TXT", records);
const mx = (...records: string[]) => at(apex, "MX", records);
const a = (rest: Properties = {}) => at(mail, "A", ["192.0.2.1"], rest);
const cname = (rest: Properties = {}) => at(mail, "CNAME", ["host.example.net"], rest);
const getRecords = "aws:route53/getRecords:getRecords";
const getZone = "aws:route53/getZone:getZone";
const long = `${"a".repeat(255)}""${"b".repeat(100)}`;

const alias: Properties = {
  name: mail,
  type: "A",
  aliases: [{ name: "X.example.com.", zoneId: "Z1", evaluateTargetHealth: false }],
};

const clean: Row[] = (
  [
    ["MX", mx("10 mx1.example.net")],
    ["MX with a final dot", mx("10 mx1.example.net.")],
    ["MX with preference 0 and 65535", mx("0 a.example.net", "65535 b.example.net")],
    ["null MX", mx("0 .")],
    ["TXT", txt("v=spf1 -all")],
    ["several values in any order", txt("z", "a", "m")],
    ["TXT over 255 as the caller split it", txt(long)],
    ["TXT split with a blank", txt(`${"a".repeat(255)}" "b`)],
    ["TXT with escaped marks", txt('say \\"yes\\" \\\\')],
    ["SRV", at(`_sip._tcp.${apex}`, "SRV", ["10 5 5060 sip.example.net"])],
    ["SRV to `.`", at(`_sip._tcp.${apex}`, "SRV", ["0 0 0 ."])],
    ["CAA", at(apex, "CAA", ['0 issue "letsencrypt.org"'])],
    ["TLSA", at(`_25._tcp.${mail}`, "TLSA", [`3 1 1 ${"0a".repeat(32)}`])],
    ["PTR", at(`10.${apex}`, "PTR", ["mail.example.net"])],
    ["CNAME", cname()],
    ["a wildcard", at(`*.${apex}`, "TXT", ["v=spf1 -all"])],
    ["a name in upper case with a final dot", a({ name: "Mail.Example.com." })],
    ["a relative name", a({ name: "mail" })],
    ["an empty name", at("", "TXT", ["x"])],
    ["TTL 0", a({ ttl: 0 })],
  ] as const
).flatMap(([what, inputs]): Row[] => [
  [`no change in a second preview: ${what}`, { preview: inputs }, { changed: [] }, PROVIDER],
  [`no drift: ${what}`, { refresh: inputs }, { changed: [] }, PROVIDER],
]);

const refused: Row[] = [
  [
    "TLSA that is not hexadecimal",
    { create: at(`_25._tcp.${mail}`, "TLSA", ["3 1 1 xyz"]) },
    { error: "InvalidChangeBatch" },
    "resource record types, 2026-11-21",
  ],
  [
    "CNAME beside A",
    { create: cname() },
    {
      error:
        "RRSet of type CNAME with DNS name mail.example.com. is not permitted as it conflicts with other records",
    },
    SERVICE,
    { before: [a()] },
  ],
  [
    "CNAME beside TXT",
    { create: cname() },
    { error: "InvalidChangeBatch" },
    SERVICE,
    { before: [at(mail, "TXT", ["x"])] },
  ],
  [
    "A beside CNAME",
    { create: a() },
    { error: "because a conflicting RRSet of type CNAME with the same DNS name already exists" },
    SERVICE,
    { before: [cname()] },
  ],
  [
    "MX beside CNAME",
    { create: at(mail, "MX", ["10 mx.example.net"]) },
    { error: "conflicting RRSet of type CNAME" },
    SERVICE,
    { before: [cname()] },
  ],
  [
    "CNAME at the apex",
    { create: cname({ name: apex }) },
    { error: "is not permitted at apex in zone example.com." },
    SERVICE,
  ],
  [
    "CREATE of an RRset that exists",
    { create: a() },
    {
      error: "Tried to create resource record set [name='mail.example.com.', type='A'] but it already exists",
    },
    SERVICE,
    { before: [a()] },
  ],
  [
    "two values in a CNAME",
    { create: cname({ records: ["a.example.net", "b.example.net"] }) },
    { error: "InvalidChangeBatch" },
    "documentation",
  ],
  [
    "TXT over 255 in one string",
    { create: txt("x".repeat(256)) },
    { error: "CharacterStringTooLong" },
    SERVICE,
  ],
  [
    "TXT over 4000 characters",
    { create: txt(Array(20).fill("x".repeat(250)).join('""')) },
    { error: "too long" },
    SERVICE,
  ],
  [
    "quotes inside are not escaped by the provider",
    { create: txt('a"b') },
    { error: "Value should be enclosed in quotation marks" },
    PROVIDER,
  ],
  [
    "a wrong address",
    { create: a({ records: ["192.0.2"] }) },
    { error: "ARRDATAIllegalIPv4Address" },
    "documentation",
  ],
  ["MX without preference", { create: mx("mx.example.net") }, { error: "MXRRDATANotTwoFields" }, SERVICE],
  ["TTL above 2147483647", { create: a({ ttl: 2147483648 }) }, { error: "Invalid TTL" }, SERVICE],
  [
    "a zone that is not there",
    { create: a({ zoneId: "Z0" }) },
    { error: "reading Route 53 Hosted Zone (Z0): couldn't find resource" },
    PROVIDER,
  ],
  ["records without a TTL", { create: a({ ttl: undefined }) }, { error: "InvalidInput" }, PROVIDER],
  ["an empty TXT alone: it is dropped", { create: txt("") }, { error: "InvalidInput" }, PROVIDER],
  [
    "a deletion of values that are others by now",
    { stale: [a(), at(mail, "CNAME", ["host.example.net"])], meanwhile: { records: ["192.0.2.9"] } },
    { error: "but the values provided do not match the current values", records: 3 },
    SERVICE,
  ],
];

const accepted: Row[] = [
  [
    "UPSERT with allowOverwrite",
    { create: a({ records: ["192.0.2.2"], allowOverwrite: true }) },
    { state: { records: ["192.0.2.2"] }, records: 3 },
    PROVIDER,
    { before: [a()] },
  ],
  [
    "equal values are one, since records is a set",
    { create: txt("x", "x") },
    { state: { records: ["x"] } },
    PROVIDER,
  ],
  [
    "a type changes in place, as one batch",
    { update: [cname(), a()] },
    { state: { type: "A" }, records: 3 },
    PROVIDER,
  ],
  [
    "an update of what is gone makes it again (UPSERT)",
    { updateGone: a() },
    { records: 3 },
    "source: resourceRecordUpdate",
  ],
  ["a deletion of what is gone is swallowed", { deleteGone: a() }, { records: 2 }, PROVIDER],
  [
    "names are kept in lower case without a final dot",
    { create: a({ name: "Mail.EXAMPLE.com." }) },
    { state: { name: mail, fqdn: mail }, id: /_mail\.example\.com\._A$/ },
    PROVIDER,
  ],
  [
    "a relative name works",
    { create: a({ name: "mail" }) },
    { state: { name: "mail", fqdn: mail }, id: /_mail_A$/ },
    PROVIDER,
  ],
  [
    "`@` becomes a label",
    { create: at("@", "TXT", ["x"]) },
    { state: { name: "@", fqdn: "\\100.example.com" } },
    PROVIDER,
  ],
  [
    "blanks and other scripts are octal codes in `fqdn`",
    { create: at("a bü.example.com", "TXT", ["x"]) },
    { state: { name: "a bü.example.com", fqdn: "a\\040b\\374.example.com" } },
    PROVIDER,
  ],
  [
    "an empty TXT beside another is dropped, which a refresh shows",
    { refresh: at(apex, "TXT", ["", "v=spf1 -all"]) },
    { changed: ["records"], state: { records: ["v=spf1 -all"] } },
    PROVIDER,
  ],
  [
    "an alias is in lower case, without a final dot, with a TTL of 0",
    { create: alias },
    { state: { ttl: 0, aliases: [{ name: "x.example.com" }], fqdn: mail } },
    PROVIDER,
  ],
  [
    "an empty name is the apex",
    { create: at("", "TXT", ["x"]) },
    { state: { fqdn: apex }, id: /^Z[0-9A-Z]+__TXT$/ },
    PROVIDER,
  ],
];

const changes: Row[] = [
  [
    "name replaces",
    { change: [a(), a({ name: "other.example.com" })] },
    { changed: ["name"], replaces: ["name"] },
    PROVIDER,
  ],
  ["zoneId replaces", { change: [a(), a({ zoneId: "Z0" })] }, { replaces: ["zoneId"] }, PROVIDER],
  ["type is in place", { change: [cname(), a()] }, { changed: ["type", "records"], replaces: [] }, PROVIDER],
  [
    "values and ttl are in place",
    { change: [a(), a({ records: ["192.0.2.9"], ttl: 60 })] },
    { changed: ["ttl", "records"], replaces: [] },
    PROVIDER,
  ],
  [
    "another order of values is no change",
    { change: [txt("a", "b"), txt("b", "a")] },
    { changed: [] },
    PROVIDER,
  ],
  [
    "an unknown name replaces",
    { change: [a(), a({ name: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })] },
    { replaces: ["name"] },
    ENGINE,
  ],
  ["records without ttl", { check: a({ ttl: undefined }) }, { failures: [] }, PROVIDER],
  [
    "neither records nor aliases",
    { check: a({ records: undefined, ttl: undefined }) },
    { failures: ["aliases", "records"] },
    RESOURCE,
  ],
  ["both", { check: a({ aliases: [{}], ttl: undefined }) }, { failures: ["aliases", "records"] }, RESOURCE],
  [
    "an alias with a TTL",
    { check: { ...alias, ttl: 300 } },
    { failures: ["ttl", "ttl", "aliases"] },
    RESOURCE,
  ],
  ["an unknown type", { check: a({ type: "ALIAS" }) }, { failures: ["type"] }, RESOURCE],
  ["DS, HTTPS, SSHFP, SVCB and TLSA are known", { check: a({ type: "TLSA" }) }, { failures: [] }, RESOURCE],
  [
    "routing policies are not offered",
    { check: a({ setIdentifier: "x" }) },
    { failures: ["setIdentifier"] },
    "sandbox",
  ],
];

const imports: Row[] = [
  [
    "the import id is the id",
    { import: a(), id: (id) => id },
    { inputs: { name: mail, type: "A", records: ["192.0.2.1"], ttl: 300 } },
    RESOURCE,
  ],
  [
    "underscores in a name",
    { import: at("_dmarc.example.com", "TXT", ["v=DMARC1"]), id: (id) => id },
    { inputs: { name: "_dmarc.example.com", type: "TXT" } },
    RESOURCE,
  ],
  [
    "an empty name",
    { import: mx("10 mx.example.net"), id: (_, zone) => `${zone}__MX` },
    { inputs: { name: "", type: "MX" } },
    RESOURCE,
  ],
  [
    "an id that is none is nothing, since the bridge drops the importer's error",
    { import: a(), id: () => "nonsense" },
    {},
    BRIDGES,
  ],
  [
    "a TTL of 0 is the zero of its type, so no input",
    { import: a({ ttl: 0 }), id: (id) => id },
    { inputs: { records: ["192.0.2.1"], __defaults: [] }, absent: ["ttl"], state: { ttl: 0 } },
    BRIDGES,
  ],
  [
    "a name with a final dot stays as the program has it in a refresh",
    { repair: a({ name: "Mail.example.com." }), after: { ttl: 60 } },
    { changed: ["ttl"], inputs: { name: "Mail.example.com." } },
    BRIDGES,
  ],
  [
    "outer quotes are stripped on read",
    { import: txt("v=spf1 -all"), id: (id) => id },
    { inputs: { records: ["v=spf1 -all"] } },
    PROVIDER,
  ],
];

const lookups: Row[] = [
  [
    "raw API form: final dot, octal `*`, quoted TXT",
    { invoke: getRecords, args: { nameRegex: "052" } },
    {
      result: {
        resourceRecordSets: [
          { name: "\\052.example.com.", type: "TXT", ttl: 300, resourceRecords: [{ value: '"x"' }] },
        ],
      },
    },
    LOOK_UPS,
    { before: [at("*.example.com", "TXT", ["x"])] },
  ],
  [
    "apex NS and SOA are listed",
    { invoke: getRecords, args: {} },
    { result: { resourceRecordSets: [{ type: "NS" }, { type: "SOA" }] } },
    LOOK_UPS,
  ],
  [
    "`@` comes back as an octal code",
    { invoke: getRecords, args: { nameRegex: "100" } },
    { result: { resourceRecordSets: [{ name: "\\100.example.com." }] } },
    LOOK_UPS,
    { before: [at("@", "TXT", ["x"])] },
  ],
  [
    "getZone by name",
    { invoke: getZone, args: { name: apex, zoneId: undefined } },
    { result: { name: apex, resourceRecordSetCount: 2 } },
    LOOK_UPS,
  ],
  [
    "with a final dot",
    { invoke: getZone, args: { name: `${apex}.`, zoneId: undefined } },
    { result: { name: apex } },
    LOOK_UPS,
  ],
  [
    "getZone of none",
    { invoke: getZone, args: { name: "example.org", zoneId: undefined } },
    { error: "no matching Route 53 Hosted Zone found" },
    "source: data_source zone",
  ],
  [
    "all pages of 300",
    { invoke: getRecords, args: { nameRegex: "^n" } },
    { result: { resourceRecordSets: Array(610).fill({}) } },
    LOOK_UPS,
    { before: Array.from({ length: 610 }, (_, index) => at(`n${index}.${apex}`, "TXT", ["x"])) },
  ],
];

// "Is it within the zone" is a pure suffix test, so the zone's name is not put behind `notexample.com`.
const suffix: Row[] = [
  [
    "`notexample.com` counts as within `example.com`",
    { create: a({ name: "notexample.com" }) },
    { error: "RRSet with DNS name notexample.com. is not permitted in zone example.com." },
    PROVIDER,
  ],
];

factTable(route53, [...clean, ...refused, ...accepted, ...changes, ...imports, ...lookups, ...suffix]);

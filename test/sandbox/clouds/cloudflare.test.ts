/** The stand-in for Cloudflare keeps to docs/facts, fact by fact. */
import { cloudflare } from "../../../sandbox/clouds/cloudflare/provider.ts";
import type { Properties } from "../../../sandbox/provider.ts";
import { factTable, type Row } from "../fact-table.ts";

// sections of docs/facts
const RESOURCE = "cloudflare.md, resource";
const PROVIDER = "cloudflare.md, provider";
const SERVICE = "cloudflare.md, service";
const LOOK_UPS = "cloudflare.md, look-ups";
const ENGINE = "engine.md, replacement";
const ZONES = "cloudflare.md, zones";

const at = (name: string, type: string, rest: Properties): Properties => ({ name, type, ttl: 300, ...rest });
const mx = (rest: Properties = {}) =>
  at("example.com", "MX", { content: "mx.example.net", priority: 10, ...rest });
const txt = (content: string, rest: Properties = {}) => at("example.com", "TXT", { content, ...rest });
const a = (rest: Properties = {}) => at("mail.example.com", "A", { content: "192.0.2.1", ...rest });
const cname = (rest: Properties = {}) =>
  at("mail.example.com", "CNAME", { content: "host.example.net", ...rest });
const srv = (rest: Properties = {}) =>
  at("_imaps._tcp.example.com", "SRV", {
    data: { priority: 0, weight: 1, port: 993, target: "imap.example.net" },
    priority: 0,
    ...rest,
  });
const caa = (flags: unknown = 0) =>
  at("example.com", "CAA", { data: { flags, tag: "issue", value: "letsencrypt.org" } });

const tlsa = (certificate: string) =>
  at("_25._tcp.mail.example.com", "TLSA", {
    data: { usage: 3, selector: 1, matchingType: 1, certificate },
  });

const records = "cloudflare:index/getDnsRecords:getDnsRecords";
const getZone = "cloudflare:index/getZone:getZone";

const clean: Row[] = (
  [
    ["MX with priority 10", mx()],
    ["MX with priority 0", mx({ priority: 0 })],
    ["null MX", mx({ content: ".", priority: 0 })],
    ["TXT unquoted", txt("v=spf1 -all")],
    ["TXT quoted", txt('"v=spf1 -all"')],
    ["TXT chunked", txt(`"${"a".repeat(255)}" "${"b".repeat(10)}"`)],
    ["TXT escaped", txt('"a\\"b\\\\c"')],
    ["CNAME", cname()],
    ["SRV with data and top-level priority", srv()],
    ["SRV to `.`", srv({ data: { priority: 0, weight: 0, port: 0, target: "." } })],
    ["CAA with flags as a number", caa()],
    ["TLSA with its data in capitals", tlsa("0A1B")],
    ["PTR", at("10.example.com", "PTR", { content: "mail.example.net" })],
    ["TTL 1", a({ ttl: 1 })],
    ["TTL 300", a()],
    ["proxied false", a({ proxied: false })],
    ["proxied with TTL 1", a({ proxied: true, ttl: 1 })],
    ["a comment", a({ comment: "by hand" })],
    ["a wildcard", at("*.example.com", "TXT", { content: '"v=spf1 -all"' })],
  ] as const
).flatMap(([what, inputs]): Row[] => [
  [`no change in a second preview: ${what}`, { preview: inputs }, { changed: [] }, PROVIDER],
  [`no drift: ${what}`, { refresh: inputs }, { changed: [] }, PROVIDER],
]);

const drifting: Row[] = (
  [
    ["a final dot of a host", mx({ content: "mx.example.net." }), ["content"]],
    ["a final dot of a name", a({ name: "mail.example.com." }), ["name"]],
    ["a final dot of a CNAME", cname({ content: "host.example.net." }), ["content"]],
    ["SRV without top-level priority", srv({ priority: undefined }), ["priority"]],
    ["TLSA with its data in small letters", tlsa("0a1b"), ["data"]],
    ["an upper-case name", a({ name: "Mail.example.com" }), ["name"]],
    ["a U-label", a({ name: "bücher.example.com" }), ["name"]],
    ["an empty comment", a({ comment: "" }), ["comment"]],
    ["a type in lower case", a({ type: "a" }), ["type"]],
    ["a relative name", a({ name: "mail" }), ["name"]],
  ] as const
).flatMap(([what, inputs, changed]): Row[] => [
  [`a second preview hides it: ${what}`, { preview: inputs }, { changed: [] }, PROVIDER],
  [`a refresh shows it: ${what}`, { refresh: inputs }, { changed: [...changed] }, PROVIDER],
]);

const refused: Row[] = [
  ["CNAME beside A", { create: cname() }, { error: '"code":81053' }, SERVICE, { before: [a()] }],
  [
    "CNAME beside AAAA",
    { create: cname() },
    { error: "81053" },
    SERVICE,
    { before: [a({ type: "AAAA", content: "2001:db8::1" })] },
  ],
  [
    "a second CNAME",
    { create: cname({ content: "other.example.net" }) },
    { error: "81053" },
    SERVICE,
    { before: [cname()] },
  ],
  ["A beside CNAME", { create: a() }, { error: '"code":81054' }, SERVICE, { before: [cname()] }],
  [
    "an exact duplicate",
    { create: mx() },
    { error: '"code":81058', records: 1 },
    SERVICE,
    { before: [mx()] },
  ],
  [
    "a rename onto a CNAME",
    { update: [a({ name: "x.example.com" }), a()] },
    { error: "81054" },
    SERVICE,
    { before: [cname()] },
  ],
  [
    "anything beside a delegation",
    { create: txt('"x"', { name: "sub.example.com" }) },
    { error: "NS records with that host" },
    SERVICE,
    { before: [at("sub.example.com", "NS", { content: "ns.example.net" })] },
  ],
  [
    "MX without priority",
    { create: mx({ priority: undefined }) },
    { error: "priority is a required field" },
    SERVICE,
  ],
  [
    "SRV by content",
    { create: srv({ data: undefined, content: "0 1 993 imap.example.net" }) },
    { error: "required data field" },
    SERVICE,
  ],
  [
    "TLSA by content",
    { create: at("_25._tcp.mail.example.com", "TLSA", { content: "3 1 1 0A1B" }) },
    { error: "required data field" },
    "external-dns#6616",
  ],
  ["TLSA that is not hexadecimal", { create: tlsa("xyz") }, { error: "certificate" }, "external-dns#6616"],
  [
    "CAA by content",
    { create: at("example.com", "CAA", { content: '0 issue "x.example"' }) },
    { error: "required data field" },
    SERVICE,
  ],
  ["TTL 30", { create: a({ ttl: 30 }) }, { error: "Invalid TTL" }, SERVICE],
  ["TTL 86401", { create: a({ ttl: 86401 }) }, { error: "Invalid TTL" }, SERVICE],
  [
    "proxied with another TTL than 1",
    { create: a({ proxied: true }) },
    { error: "ttl must be set to 1" },
    SERVICE,
  ],
  ["a proxied MX", { create: mx({ proxied: true, ttl: 1 }) }, { error: "cannot be proxied" }, SERVICE],
  ["an empty TXT", { create: txt("") }, { error: "Content for TXT record is invalid" }, SERVICE],
  ["TXT over 4096 bytes on the wire", { create: txt("x".repeat(4090)) }, { error: "too long" }, SERVICE],
  [
    "TXT of one name over 8192 characters",
    { create: txt("c".repeat(3000)) },
    { error: "8192" },
    SERVICE,
    { before: [txt("a".repeat(3000)), txt("b".repeat(3000))] },
  ],
  [
    "a record over the plan's quota",
    { create: mx() },
    { error: "81045" },
    ZONES,
    { before: [a()], zone: { recordQuota: 1 } },
  ],
  [
    "an update of what is gone",
    { updateGone: a() },
    { error: '404 Not Found {"success":false,"errors":[{"code":81044' },
    PROVIDER,
  ],
  ["a deletion of what is gone", { deleteGone: a() }, { error: '"code":81044' }, PROVIDER],
  ["a zone of another account", { create: a({ zoneId: "0".repeat(32) }) }, { error: "7003" }, "not verified"],
];

const accepted: Row[] = [
  ["TTL 30 on Enterprise", { create: a({ ttl: 30 }) }, {}, SERVICE, { zone: { minTtl: 30 } }],
  [
    "MX beside CNAME",
    { create: mx({ name: "mail.example.com" }) },
    { records: 2 },
    SERVICE,
    { before: [cname()] },
  ],
  [
    "TXT beside CNAME",
    { create: txt('"x"', { name: "mail.example.com" }) },
    { records: 2 },
    SERVICE,
    { before: [cname()] },
  ],
  [
    "CNAME beside TXT",
    { create: cname() },
    { records: 2 },
    SERVICE,
    { before: [txt('"x"', { name: "mail.example.com" })] },
  ],
  [
    "CNAME at the apex beside MX",
    { create: cname({ name: "example.com" }) },
    { records: 2 },
    SERVICE,
    { before: [mx()] },
  ],
  [
    "a second SPF",
    { create: txt('"v=spf1 ~all"') },
    { records: 2 },
    SERVICE,
    { before: [txt('"v=spf1 -all"')] },
  ],
  [
    "a foreign MX",
    { create: mx({ content: "other.example.net" }) },
    { records: 2 },
    SERVICE,
    { before: [mx()] },
  ],
  ["the id is the record's", { create: mx() }, { id: /^[0-9a-f]{32}$/ }, RESOURCE],
  [
    "the create keeps what was said and adds the rest",
    { create: a({ name: "Mail.example.com." }) },
    { state: { name: "Mail.example.com.", proxied: false, proxiable: true, meta: "{}" } },
    PROVIDER,
  ],
];

const changes: Row[] = [
  [
    "type replaces",
    { change: [a(), cname()] },
    { changed: ["type", "content"], replaces: ["type"] },
    PROVIDER,
  ],
  ["zoneId replaces", { change: [a(), a({ zoneId: "f".repeat(32) })] }, { replaces: ["zoneId"] }, PROVIDER],
  [
    "name is in place",
    { change: [a(), a({ name: "other.example.com" })] },
    { changed: ["name"], replaces: [] },
    PROVIDER,
  ],
  [
    "content, ttl, priority are in place",
    { change: [mx(), mx({ content: "b.example.net", ttl: 60, priority: 1 })] },
    { changed: ["content", "ttl", "priority"], replaces: [] },
    PROVIDER,
  ],
  [
    "an unknown name is a change, not a replacement",
    { change: [a(), a({ name: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })] },
    { changed: ["name"], replaces: [] },
    ENGINE,
  ],
  [
    "a rename to a prefix of the old name is ignored",
    { change: [a(), a({ name: "mail" })] },
    { changed: [] },
    PROVIDER,
  ],
  [
    "a CNAME's case is no change",
    { change: [cname(), cname({ content: "HOST.example.net" })] },
    { changed: [] },
    PROVIDER,
  ],
  [
    "an MX's case is one",
    { change: [mx(), mx({ content: "MX.example.net" })] },
    { changed: ["content"] },
    PROVIDER,
  ],
  [
    "CAA flags from number to text is a hard error",
    { change: [caa(0), caa("0")] },
    { error: "wrong final value type" },
    PROVIDER,
  ],
  [
    "CAA flags from text to number too",
    { change: [caa("0"), caa(0)] },
    { error: "wrong final value type" },
    PROVIDER,
  ],
  [
    "a missing ttl is found before any call",
    { check: a({ ttl: undefined }) },
    { failures: ["ttl"] },
    RESOURCE,
  ],
  ["an unknown type too", { check: a({ type: "SPF" }) }, { failures: ["type"] }, RESOURCE],
  ["a type in any case is fine", { check: a({ type: "a" }) }, { failures: [] }, RESOURCE],
  ["a priority above 65535 too", { check: mx({ priority: 65536 }) }, { failures: ["priority"] }, RESOURCE],
];

const imports: Row[] = [
  [
    "the import id differs from the id",
    { import: mx(), id: (id, zone) => `${zone}/${id}` },
    {
      id: /^[0-9a-f]{32}$/,
      inputs: { name: "example.com", type: "MX", content: "mx.example.net", priority: 10, ttl: 300 },
    },
    RESOURCE,
  ],
  [
    "the id alone is no import id",
    { import: mx(), id: (id) => id },
    { error: "<zone_id>/<dns_record_id>" },
    RESOURCE,
  ],
  [
    "imported CAA has flags as a number",
    { import: caa(), id: (id, zone) => `${zone}/${id}` },
    { inputs: { data: { flags: 0, tag: "issue", value: "letsencrypt.org" } } },
    PROVIDER,
  ],
];

const many = Array.from({ length: 1001 }, (_, index) => txt(`"${index}"`, { name: `n${index}.example.com` }));
const lookups: Row[] = [
  [
    "1000 records unless told otherwise, and not a word of the rest",
    { invoke: records, args: {} },
    { result: { results: Array(1000).fill({}) } },
    LOOK_UPS,
    { before: many },
  ],
  [
    "all of them with maxItems",
    { invoke: records, args: { maxItems: 1_000_000 } },
    { result: { results: Array(1001).fill({}) } },
    LOOK_UPS,
    { before: many },
  ],
  [
    "names are full and without a dot",
    { invoke: records, args: {} },
    {
      result: {
        results: [
          {
            name: "example.com",
            type: "MX",
            content: "mx.example.net",
            priority: 10,
            ttl: 300,
            proxied: false,
          },
        ],
      },
    },
    LOOK_UPS,
    { before: [mx()] },
  ],
  [
    "filters by name and type",
    { invoke: records, args: { name: { exact: "mail.example.com" }, type: "A" } },
    { result: { results: [{ type: "A" }] } },
    LOOK_UPS,
    { before: [mx(), a()] },
  ],
  [
    "getZone by name",
    { invoke: getZone, args: { filter: { name: "example.com" }, zoneId: undefined } },
    { result: { name: "example.com", plan: { legacyId: "pro" } } },
    LOOK_UPS,
  ],
  [
    "getZone of none",
    { invoke: getZone, args: { filter: { name: "example.org" }, zoneId: undefined } },
    { error: "0 found: failed to find exactly one result" },
    LOOK_UPS,
  ],
];

factTable(cloudflare, [...clean, ...drifting, ...refused, ...accepted, ...changes, ...imports, ...lookups]);

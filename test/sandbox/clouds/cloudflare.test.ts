/** The stand-in for Cloudflare keeps to docs/facts, fact by fact: what the provider does. */
import { cloudflare } from "../../../sandbox/clouds/cloudflare/provider.ts";
import { factTable, type Row } from "../fact-table.ts";
import { a, at, caa, cname, mx, srv, tlsa, txt } from "./cloudflare-records.ts";

// sections of docs/facts
const RESOURCE = "cloudflare.md, resource";
const PROVIDER = "cloudflare.md, provider";
const LOOK_UPS = "cloudflare.md, look-ups";
const ENGINE = "engine.md, replacement";
const BRIDGES = "engine.md, bridges";

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

const ignoring: Row[] = [
  [
    "an ignored name is no change",
    { change: [a(), a({ name: "x.example.com" })], ignoring: ["name"] },
    { changed: [] },
    BRIDGES,
  ],
  [
    "others still are",
    { change: [a(), a({ name: "x.example.com", ttl: 60 })], ignoring: ["name"] },
    { changed: ["ttl"] },
    BRIDGES,
  ],
  [
    "`*` is every input, even where the engine asks what depends on a name that is not known yet",
    { change: [a(), a({ name: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })], ignoring: ["*"] },
    { changed: [], replaces: [] },
    BRIDGES,
  ],
  [
    "and what replaces does so no more",
    { change: [a(), cname()], ignoring: ["*"] },
    { changed: [], replaces: [] },
    BRIDGES,
  ],
  [
    "a part of `data` may be ignored alone",
    { change: [caa(0), caa(128)], ignoring: ["data.flags"] },
    { changed: [] },
    BRIDGES,
  ],
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
    { import: caa(128), id: (id, zone) => `${zone}/${id}` },
    { inputs: { data: { flags: 128, tag: "issue", value: "letsencrypt.org" } } },
    PROVIDER,
  ],
];

const adopted: Row[] = [
  [
    "an import has both `data` and the content that the API makes of it, which no check lets pass",
    { adopt: caa(), id: (id, zone) => `${zone}/${id}` },
    { inputs: { content: '0 issue "letsencrypt.org"' }, failures: ["content", "data"] },
    PROVIDER,
  ],
  [
    "a preference of 0 is the zero of its type, so no input",
    { adopt: mx({ priority: 0 }), id: (id, zone) => `${zone}/${id}` },
    { inputs: { content: "mx.example.net" }, absent: ["priority"], failures: [] },
    BRIDGES,
  ],
  [
    "an import of what is not there fails",
    { import: a(), id: (_, zone) => `${zone}/${"e".repeat(32)}` },
    { error: "failed to make http request: 404 Not Found" },
    PROVIDER,
  ],
  [
    "all settings of a CNAME are false",
    { create: cname() },
    { state: { settings: { flattenCname: false, ipv4Only: false, ipv6Only: false } } },
    PROVIDER,
  ],
  [
    "`proxied` that was switched on elsewhere is a change where the program does not give it",
    { repair: a({ ttl: 1 }), after: { proxied: true } },
    { changed: ["proxied"] },
    PROVIDER,
  ],
  [
    "letters that the old name begins with are another name",
    { change: [a(), a({ name: "mai" })] },
    { changed: ["name"] },
    PROVIDER,
  ],
  [
    "the case of an NS is no change",
    {
      change: [
        at("sub.example.com", "NS", { content: "ns1.example.net" }),
        at("sub.example.com", "NS", { content: "NS1.example.net" }),
      ],
    },
    { changed: [] },
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
    { error: "failed to find exactly one result: 0 found" },
    LOOK_UPS,
  ],
];

factTable(cloudflare, [...clean, ...drifting, ...changes, ...ignoring, ...adopted, ...imports, ...lookups]);

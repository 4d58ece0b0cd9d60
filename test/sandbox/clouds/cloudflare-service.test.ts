/** The stand-in for Cloudflare keeps to docs/facts, fact by fact: what the service accepts and refuses. */
import { cloudflare } from "../../../sandbox/clouds/cloudflare/provider.ts";
import { factTable, type Row } from "../fact-table.ts";
import { a, at, cname, mx, srv, tlsa, txt } from "./cloudflare-records.ts";

// sections of docs/facts
const RESOURCE = "cloudflare.md, resource";
const PROVIDER = "cloudflare.md, provider";
const SERVICE = "cloudflare.md, service";
const ZONES = "cloudflare.md, zones";

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

factTable(cloudflare, [...refused, ...accepted]);

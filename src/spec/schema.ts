/**
 * The grammar of a spec, as one zod schema: it types what is read, judges it, and gives the JSON Schema for editors.
 * What a value must mean beyond its form (ranges, names, keys) is left to the checks.
 */
import { z } from "zod";
import { RECORD_TYPES } from "../zone/rdata.ts";

export const CLOUD_IDS = ["route53", "cloudflare", "alidns"] as const;
export type CloudId = (typeof CLOUD_IDS)[number];

export const MODES = ["mail", "send-only", "receive-only", "parked"] as const;
export type Mode = (typeof MODES)[number];

const text = z.string().min(1);

/** A parameter's value as YAML gives it; its preset says what it must be. */
const parameter = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const parameters = z
  .record(z.string(), parameter)
  .describe("The preset's parameters, by name (`mailzone providers ID` lists them)");

/** The editors' schema lists the ids there are: tools/schema.ts finds this one by identity. */
export const presetId = z.string().min(1).describe("The preset's id (`mailzone providers` lists them)");

const presetUse = z.strictObject({
  provider: presetId,
  with: parameters.optional(),
  groups: z
    .record(z.string(), z.boolean())
    .optional()
    .describe("Record groups of the preset to switch on or off"),
  without: z.array(text).optional().describe("Owner names at which the preset's records are left out"),
});
export type PresetUseInput = z.infer<typeof presetUse>;

const preset = z.union([presetId, presetUse]);

const cloudUse = z.strictObject({
  cloud: z.enum(CLOUD_IDS),
  account: text.optional().describe("Name of an account in the stack's config; default: the only one"),
  zoneId: text.optional().describe("The zone's id at the cloud, so that it need not be looked up"),
});
const dnsHost = z.union([z.enum(CLOUD_IDS), cloudUse]);

const names = z.array(text);

const spf = z
  .strictObject({
    all: z.enum(["fail", "softfail", "neutral"]).optional().describe("-all, ~all or ?all at the end"),
    ip4: names.optional(),
    ip6: names.optional(),
    include: names.optional(),
    a: z
      .union([z.boolean(), names])
      .optional()
      .describe("true for the mail domain's own addresses, or host names"),
    mx: z
      .union([z.boolean(), names])
      .optional()
      .describe("true for the mail domain's own MX, or domain names"),
  })
  .describe("What joins the presets' terms in the domain's one SPF record");

const dkimKey = z.union([
  z.strictObject({
    selector: text,
    key: text.describe("The public key in base64; RSA or Ed25519 is found out from it"),
  }),
  z.strictObject({ selector: text, cname: text.describe("The name that holds the key") }),
]);

const policy = z.enum(["none", "quarantine", "reject"]);
const alignment = z.enum(["relaxed", "strict"]);
const dmarc = z
  .strictObject({
    policy,
    subdomainPolicy: policy.optional(),
    nonexistentPolicy: policy.optional(),
    rua: names.optional().describe("Where aggregate reports go, as URIs: mailto:dmarc@example.com"),
    ruf: names.optional().describe("Where failure reports go, as URIs"),
    alignSpf: alignment.optional(),
    alignDkim: alignment.optional(),
    failureOptions: z.array(z.enum(["0", "1", "d", "s"])).optional(),
    test: z.boolean().optional().describe("t=y: receivers apply the policy one level lower (RFC 9989 §4.7)"),
  })
  .describe("The domain's DMARC policy (RFC 9989)");

const ttl = z.int().describe("Seconds");
const recordHead = {
  name: z.string().optional().describe("Owner, relative to the mail domain; @ is the domain itself"),
  ttl: ttl.optional(),
};
const host = text;

/** A record in presentation form, or with its fields spelled out. */
const record = z.union([
  z.strictObject({ ...recordHead, type: z.enum(RECORD_TYPES), value: text }),
  z.strictObject({ ...recordHead, type: z.enum(RECORD_TYPES), values: z.array(text).min(1) }),
  z.strictObject({ ...recordHead, type: z.literal("MX"), preference: z.int(), exchange: host }),
  z.strictObject({
    ...recordHead,
    type: z.literal("SRV"),
    priority: z.int(),
    weight: z.int(),
    port: z.int(),
    target: host,
  }),
  z.strictObject({ ...recordHead, type: z.literal("CAA"), flags: z.int(), tag: text, value: text }),
  z.strictObject({ ...recordHead, type: z.enum(["CNAME", "NS", "PTR"]), target: host }),
  z.strictObject({
    ...recordHead,
    type: z.literal("TLSA"),
    usage: z.int(),
    selector: z.int(),
    matching: z.int(),
    certificate: text.describe("Hexadecimal: the certificate or key, or its digest"),
  }),
  z.strictObject({ ...recordHead, type: z.enum(["A", "AAAA"]), address: text }),
  z.strictObject({ ...recordHead, type: z.literal("TXT"), text }),
]);
export type RecordInput = z.infer<typeof record>;

/** Sets of severities for the checks; `src/check/profiles.ts` says what each changes. */
export const PROFILES = ["baseline", "recommended", "strict", "bulk-sender"] as const;
export type ProfileId = (typeof PROFILES)[number];

/** The id of a check; which there are is known to the checks alone. */
export const checkId = text.describe("The check's id, as findings show it");

const waiver = z
  .strictObject({
    check: checkId,
    reason: text.describe("Why the finding is accepted; it stays in the file for the next reader"),
    until: z.iso.date().optional().describe("Last day on which the waiver holds, such as 2027-06-30"),
    name: text.optional().describe("Only findings about the records at this owner name"),
  })
  .describe("A finding of a check that is accepted");

/** What a spec and a defaults file may both hold. */
const shared = {
  zone: text.optional().describe("The DNS zone that holds the domain; default: the domain itself"),
  dns: z
    .union([dnsHost, z.array(dnsHost).min(1)])
    .optional()
    .describe("The DNS host, or a list of hosts that all get the same records"),
  mode: z.enum(MODES).optional(),
  mailbox: preset.optional().describe("The service that holds the mailboxes"),
  senders: z.array(preset).optional().describe("Other services that send as the domain"),
  spf: spf.optional(),
  dkim: z.array(dkimKey).optional(),
  dmarc: dmarc.optional(),
  records: z.array(record).optional().describe("Anything else the domain's DNS should have"),
  ttl: ttl.optional().describe("Seconds for every record that does not say otherwise; default 3600"),
  external: names.optional().describe("Owner names in the zone that something else manages"),
  profile: z.enum(PROFILES).optional().describe("How severe findings are; default recommended"),
  waive: z.array(waiver).optional().describe("Findings that are accepted, each with its reason"),
  cloudflare: z
    .strictObject({ apexCname: z.enum(["refuse", "flatten"]).optional() })
    .optional()
    .describe("Settings of Cloudflare alone"),
  route53: z.strictObject({}).optional().describe("Settings of Route 53 alone"),
  alidns: z.strictObject({}).optional().describe("Settings of Alibaba Cloud DNS alone"),
};

const domainItem = z.union([
  text,
  z.strictObject({ domain: text, with: parameters.optional(), dkim: z.array(dkimKey).optional() }),
]);

export const specSchema = z
  .strictObject({
    domain: text.optional().describe("The mail domain"),
    domains: z.array(domainItem).min(1).optional().describe("Several mail domains with the same mail"),
    ...shared,
  })
  .meta({ title: "mailzone spec", description: "What mail one or more domains have" });
export type SpecInput = z.infer<typeof specSchema>;

/** Parts of a map, which the specs below complete. */
const partialUse = cloudUse.partial();
const sharedParts = {
  ...shared,
  dns: z.union([z.enum(CLOUD_IDS), partialUse, z.array(dnsHost).min(1)]).optional(),
  dmarc: dmarc.partial().optional(),
};

export const defaultsSchema = z.strictObject(sharedParts).meta({
  title: "mailzone defaults",
  description: "What the specs in this folder and below have in common",
});

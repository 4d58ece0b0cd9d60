/**
 * The grammar of a spec, as one zod schema: it types what is read, judges it, and gives the JSON Schema for editors.
 * What a value must mean beyond its form (ranges, names, keys) is left to the checks.
 */
import { z } from "zod";
import { record, ttl } from "./record-schema.ts";

export const CLOUD_IDS = ["route53", "cloudflare", "alidns"] as const;
export type CloudId = (typeof CLOUD_IDS)[number];

/** Something for each cloud, by its id. */
export const forEachCloud = <T>(make: (id: CloudId) => T): Record<CloudId, T> =>
  Object.fromEntries(CLOUD_IDS.map((id) => [id, make(id)])) as Record<CloudId, T>;

export const MODES = ["mail", "send-only", "receive-only", "parked"] as const;
export type Mode = (typeof MODES)[number];

const text = z.string().min(1);

/** A parameter's value as YAML gives it; its preset says what it must be. */
const parameter = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const parameters = z.record(z.string(), parameter).meta({
  description: "The preset's parameters, by name (`mailzone providers ID` lists them)",
  examples: [{ tenant: "contoso" }, { clients: ["imap", "smtp"] }],
});

/** The editors' schema lists the ids there are: tools/schema.ts finds this one by identity. */
export const presetId = z.string().min(1).describe("The preset's id (`mailzone providers` lists them)");

const without = z
  .array(text)
  .optional()
  .meta({ description: "Owner names at which the preset's records are left out", examples: [["mail"]] });

const presetUse = z.strictObject({
  provider: presetId,
  with: parameters.optional(),
  groups: z
    .record(z.string(), z.boolean())
    .optional()
    .meta({ description: "Record groups of the preset to switch on or off", examples: [{ client: false }] }),
  without,
});
export type PresetUseInput = z.infer<typeof presetUse>;

const templateUse = z.strictObject({
  template: text.meta({
    description:
      "A Domain Connect template: a JSON file in the project, its path from the folder of this file",
    examples: ["templates/example.net.mail.json"],
  }),
  with: z
    .record(z.string(), parameter)
    .optional()
    .meta({ description: "The template's variables, by name", examples: [{ dkimSelector: "s1" }] }),
  groups: z
    .array(text)
    .optional()
    .meta({
      description: "The template's groups to apply, beside what is in none; default: all",
      examples: [["dkim", "spf"]],
    }),
  without,
});
export type TemplateUseInput = z.infer<typeof templateUse>;

const preset = z.union([presetId, presetUse, templateUse]);

const cloudUse = z.strictObject({
  cloud: z.enum(CLOUD_IDS).describe("The DNS host that has the zone"),
  account: text.optional().describe("Name of an account in the stack's config; default: the only one"),
  zoneId: text.optional().meta({
    description: "The zone's id at the cloud, so that it need not be looked up",
    examples: ["Z0123456789ABCDEFGHIJ"],
  }),
  create: z
    .boolean()
    .optional()
    .describe(
      "true: the stack makes the zone, once, and never deletes it; its name servers are an output of the stack",
    ),
});
const dnsHost = z.union([z.enum(CLOUD_IDS), cloudUse]);

const names = z.array(text);

const spf = z
  .strictObject({
    all: z.enum(["fail", "softfail", "neutral"]).optional().describe("-all, ~all or ?all at the end"),
    ip4: names.optional().meta({
      description: "IPv4 addresses and networks that send as the domain",
      examples: [["192.0.2.10", "198.51.100.0/24"]],
    }),
    ip6: names.optional().meta({
      description: "IPv6 addresses and networks that send as the domain",
      examples: [["2001:db8::/32"]],
    }),
    include: names.optional().meta({
      description: "Domains whose SPF records hold here too",
      examples: [["spf.example.net"]],
    }),
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

const selector = text.meta({
  description: "The name below _domainkey at which the key is found; signatures carry it",
  examples: ["s1"],
});
const dkimKey = z.union([
  z.strictObject({
    selector,
    key: text.meta({
      description: "The public key in base64; RSA or Ed25519 is found out from it",
      examples: ["MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A..."],
    }),
  }),
  z.strictObject({
    selector,
    cname: text.meta({ description: "The name that holds the key", examples: ["s1.dkim.example.net"] }),
  }),
]);
const dkim = z
  .array(dkimKey)
  .describe("Keys with which the domain's mail is signed, beside the presets' own");

const policy = z.enum(["none", "quarantine", "reject"]);
const alignment = z.enum(["relaxed", "strict"]);
const dmarc = z
  .strictObject({
    policy: policy.describe(
      "What receivers do with mail that fails: let it pass, mark it, or refuse it (p=)",
    ),
    subdomainPolicy: policy.optional().describe("The same for subdomains; default: the policy (sp=)"),
    nonexistentPolicy: policy
      .optional()
      .describe("The same for subdomains that do not exist; default: that of subdomains (np=)"),
    rua: names.optional().meta({
      description: "Where aggregate reports go, as URIs",
      examples: [["mailto:dmarc@example.com"]],
    }),
    ruf: names.optional().meta({
      description: "Where failure reports go, as URIs",
      examples: [["mailto:dmarc-failures@example.com"]],
    }),
    alignSpf: alignment
      .optional()
      .describe(
        "Whether the envelope's domain may be a relative of the From domain, or must be the same (aspf=)",
      ),
    alignDkim: alignment
      .optional()
      .describe(
        "Whether the signature's domain may be a relative of the From domain, or must be the same (adkim=)",
      ),
    failureOptions: z
      .array(z.enum(["0", "1", "d", "s"]))
      .optional()
      .meta({
        description:
          "Of which failures reports are wanted: 0 when all fail, 1 when any does, d DKIM, s SPF (fo=)",
        examples: [["1"]],
      }),
    test: z.boolean().optional().describe("t=y: receivers apply the policy one level lower (RFC 9989 §4.7)"),
  })
  .describe("The domain's DMARC policy (RFC 9989)");

/** Sets of severities for the checks; `src/check/profiles.ts` says what each changes. */
export const PROFILES = ["baseline", "recommended", "strict", "bulk-sender"] as const;
export type ProfileId = (typeof PROFILES)[number];

/** What becomes of records that are in the zone already and in the way of what is wanted. */
export const EXISTING = ["refuse", "ignore"] as const;
export type Existing = (typeof EXISTING)[number];

/** The id of a check; which there are is known to the checks alone. */
export const checkId = text.describe("The check's id, as findings show it");

const waiver = z
  .strictObject({
    check: checkId,
    reason: text.describe("Why the finding is accepted; it stays in the file for the next reader"),
    until: z.iso
      .date()
      .optional()
      .meta({ description: "Last day on which the waiver holds", examples: ["2027-06-30"] }),
    name: text.optional().meta({
      description: "Only findings about the records at this owner name",
      examples: ["lists", "@"],
    }),
  })
  .describe("A finding of a check that is accepted");

/** What a spec and a defaults file may both hold. */
const shared = {
  zone: text.optional().meta({
    description: "The DNS zone that holds the domain; default: the domain itself",
    examples: ["example.com"],
  }),
  dns: z
    .union([dnsHost, z.array(dnsHost).min(1)])
    .optional()
    .meta({
      description: "The DNS host, or a list of hosts that all get the same records",
      examples: [
        "cloudflare",
        { cloud: "cloudflare", account: "shop" },
        { cloud: "route53", create: true },
        ["route53", "cloudflare"],
      ],
    }),
  mode: z
    .enum(MODES)
    .optional()
    .describe(
      "What mail the domain has: both ways, only out, only in, or none (parked: refuses mail and says that none is sent). Default: mail with a mailbox or an MX, send-only with senders alone",
    ),
  mailbox: preset.optional().describe("The service that holds the mailboxes"),
  gateway: preset
    .optional()
    .describe("The service that mail passes before the mailboxes; its MX take the place of theirs"),
  senders: z.array(preset).optional().describe("Other services that send as the domain"),
  spf: spf.optional(),
  dkim: dkim.optional(),
  dmarc: dmarc.optional(),
  records: z.array(record).optional().describe("Anything else the domain's DNS should have"),
  ttl: ttl.optional().describe("Seconds for every record that does not say otherwise; default 3600"),
  external: names.optional().meta({
    description: "Owner names in the zone that something else manages",
    examples: [["mx", "www"]],
  }),
  protect: z
    .boolean()
    .optional()
    .meta({
      description: "Whether the engine refuses to delete or replace the domain's records; default false",
      examples: [true],
    }),
  existing: z
    .enum(EXISTING)
    .optional()
    .describe(
      "Records in the zone that the stack does not own and that conflict: refuse (the default, unless the stack's config says otherwise) ends pulumi preview and up, ignore only warns",
    ),
  profile: z
    .enum(PROFILES)
    .optional()
    .describe(
      "How severe findings are: baseline takes warnings for infos, recommended (the default) changes nothing, strict takes warnings for errors, bulk-sender demands what Google, Yahoo and Microsoft demand of bulk senders",
    ),
  waive: z.array(waiver).optional().describe("Findings that are accepted, each with its reason"),
  cloudflare: z
    .strictObject({
      apexCname: z
        .enum(["refuse", "flatten"])
        .optional()
        .describe(
          "A CNAME at the zone's apex: an error (the default), or answered as the addresses of its target",
        ),
    })
    .optional()
    .describe("Settings of Cloudflare alone"),
  route53: z.strictObject({}).optional().describe("Settings of Route 53 alone"),
  alidns: z.strictObject({}).optional().describe("Settings of Alibaba Cloud DNS alone"),
};

const domainItem = z.union([
  text,
  z.strictObject({
    domain: text.meta({ description: "The mail domain", examples: ["example.com"] }),
    with: parameters
      .optional()
      .describe("Parameters of the mailbox that differ for this domain; they join those of the mailbox"),
    dkim: dkim.optional(),
  }),
]);

export const specSchema = z
  .strictObject({
    domain: text.optional().meta({ description: "The mail domain", examples: ["example.com"] }),
    domains: z
      .array(domainItem)
      .min(1)
      .optional()
      .meta({
        description: "Several mail domains with the same mail",
        examples: [["example.com", "example.net"], [{ domain: "example.org", with: { tenant: "contoso" } }]],
      }),
    ...shared,
  })
  .meta({ title: "mailzone spec", description: "What mail one or more domains have" });
export type SpecInput = z.infer<typeof specSchema>;

/** Parts of a map, which the specs below complete. */
const partialUse = cloudUse.partial();
const sharedParts = {
  ...shared,
  dns: z
    .union([z.enum(CLOUD_IDS), partialUse, z.array(dnsHost).min(1)])
    .optional()
    .meta({
      description:
        "The DNS host, or a list of hosts that all get the same records; a map may be completed by specs",
      examples: ["cloudflare", { cloud: "cloudflare", account: "shop" }],
    }),
  dmarc: dmarc
    .partial()
    .optional()
    .describe("Parts of the domain's DMARC policy (RFC 9989), which specs may complete"),
};

export const defaultsSchema = z.strictObject(sharedParts).meta({
  title: "mailzone defaults",
  description: "What the specs in this folder and below have in common",
});

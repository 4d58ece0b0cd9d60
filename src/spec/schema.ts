/**
 * The grammar of a spec, as one zod schema: it types what is read, checks it, and yields the JSON Schema for editors.
 * What a value must mean beyond its form (ranges, names, keys) is left to the checks.
 */
import { z } from "zod";
import { bimi } from "./bimi-schema.ts";
import { CLOUD_IDS, type CloudId } from "./cloud-id.ts";
import { dane } from "./dane-schema.ts";
import { dkim } from "./dkim-schema.ts";
import { ACCOUNT_NAME } from "./dns-names.ts";
import { mtaSts } from "./mta-sts-schema.ts";
import { record, ttl } from "./record-schema.ts";

export const MODES = ["mail", "send-only", "receive-only", "parked"] as const;
export type Mode = (typeof MODES)[number];

const text = z.string().min(1);

/** A parameter's value as YAML gives it; its preset says what it must be. */
const parameter = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const parameters = z.record(z.string(), parameter).meta({
  description: "The preset's parameters, by name (`mailzone providers ID` lists them)",
  examples: [{ tenant: "contoso" }, { clients: ["imap", "smtp"] }],
});

/** The schema for editors lists the ids that exist: tools/schema.ts finds this one by identity. */
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
      "The path of a Domain Connect template, a JSON file in the project, from the folder of this file",
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
      description: "The template's groups to apply, in addition to records without a group; default: all",
      examples: [["dkim", "spf"]],
    }),
  without,
});
export type TemplateUseInput = z.infer<typeof templateUse>;

const preset = z.union([presetId, presetUse, templateUse]);

const cloudUse = z.strictObject({
  cloud: z.enum(CLOUD_IDS).describe("The DNS host of the zone"),
  account: text.optional().meta({
    description: "Name of an account in the stack's config; default: the only one",
    // checked in resolve.ts, which says it better
    pattern: ACCOUNT_NAME.pattern.source,
    examples: ["shop"],
  }),
  zoneId: text.optional().meta({
    description: "The zone's id at the DNS host, so that it is not looked up",
    examples: ["Z0123456789ABCDEFGHIJ"],
  }),
  create: z
    .boolean()
    .optional()
    .describe(
      "true: the stack creates the zone once and never deletes it; its name servers are an output of the stack",
    ),
  dnssec: z
    .boolean()
    .optional()
    .describe(
      "Only with create. true: the zone is signed with DNSSEC, and the DS record for the registrar is an output of the stack; false: signing that the stack switched on is switched off; default: it is left as it is",
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
      description: "Domains whose SPF records apply here too",
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
    exists: names.optional().meta({
      description: "Names with macros that have an address for each sender that may send",
      examples: [["%{i}._spf.example.net"]],
    }),
    redirect: text.optional().meta({
      description: "Domain whose SPF record decides about all other senders, in place of all",
      examples: ["_spf.example.net"],
    }),
    exp: text.optional().meta({
      description: "Name of a TXT record that explains to senders why their mail fails",
      examples: ["explain.example.net"],
    }),
    without: names.optional().meta({
      description: "Terms of presets that the domain's record leaves out",
      examples: [["include:spf.example.net"]],
    }),
  })
  .describe("What is added to the presets' terms in the domain's SPF record");

const policy = z.enum(["none", "quarantine", "reject"]);
const alignment = z.enum(["relaxed", "strict"]);
const dmarc = z
  .strictObject({
    policy: policy.describe(
      "What receivers do with mail that fails: let it pass, mark it as suspicious, or reject it (p=)",
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
        "Whether the envelope's domain must be the From domain (strict), or may be related to it (relaxed) (aspf=)",
      ),
    alignDkim: alignment
      .optional()
      .describe(
        "Whether the signature's domain must be the From domain (strict), or may be related to it (relaxed) (adkim=)",
      ),
    failureOptions: z
      .array(z.enum(["0", "1", "d", "s"]))
      .optional()
      .meta({
        description:
          "Which failures are reported: 0 if all checks fail, 1 if any does, d if DKIM does, s if SPF does (fo=)",
        examples: [["1"]],
      }),
    test: z.boolean().optional().describe("t=y: receivers apply the policy one level lower (RFC 9989 §4.7)"),
  })
  .describe("The domain's DMARC policy (RFC 9989)");

/** Sets of severities for the checks; `src/check/profiles.ts` says what each changes. */
export const PROFILES = ["baseline", "recommended", "strict", "bulk-sender"] as const;
export type ProfileId = (typeof PROFILES)[number];

/** What happens if records that are already in the zone conflict with those that the specs want. */
export const EXISTING = ["refuse", "ignore"] as const;
export type Existing = (typeof EXISTING)[number];

/** The id of a check; only the checks know which ids exist. */
export const checkId = text.describe("The check's id, as findings show it");

const waiver = z
  .strictObject({
    check: checkId,
    reason: text.describe("Why the finding is accepted, for the next reader of the file"),
    until: z.iso
      .date()
      .optional()
      .meta({ description: "Last day on which the waiver applies", examples: ["2027-06-30"] }),
    name: text.optional().meta({
      description: "Only findings about the records at this owner name",
      examples: ["lists", "@"],
    }),
  })
  .describe("An accepted finding of a check");

/** Each is one change: publish both providers, move the mail, take the old one away. */
export const PHASES = ["prepare", "switch", "finish"] as const;
export type Phase = (typeof PHASES)[number];

const migrate = z
  .strictObject({
    from: preset.describe("The provider that the mailboxes leave, as the spec had it under mailbox"),
    phase: z
      .enum(PHASES)
      .describe(
        "prepare: the mail stays, both providers may send, and what will change gets a short TTL; switch: the mail moves to mailbox, and the old provider may still send; finish: the old provider is taken away",
      ),
  })
  .describe("The move of the mailboxes from another provider to the one under mailbox, one phase at a time");

/** Settings for one cloud only, by its id. */
const ofOneCloud = {
  cloudflare: z
    .strictObject({
      apexCname: z
        .enum(["refuse", "flatten"])
        .optional()
        .describe(
          "A CNAME at the zone's apex: refuse makes it an error (the default), flatten answers with the addresses of its target",
        ),
    })
    .optional()
    .describe("Settings for Cloudflare only"),
  route53: z.strictObject({}).optional().describe("Settings for Route 53 only"),
  alidns: z.strictObject({}).optional().describe("Settings for Alibaba Cloud DNS only"),
} satisfies Record<CloudId, z.ZodType>;

/** With its defaults; SPF has room for the lookups of ten. */
const MOST_SENDERS = 100;

/** What both a spec and a defaults file may contain. */
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
        { cloud: "cloudflare", create: true, dnssec: true },
        ["route53", "cloudflare"],
      ],
    }),
  mode: z
    .enum(MODES)
    .optional()
    .describe(
      "What mail the domain has: both ways, only outgoing, only incoming, or none (parked: it refuses mail and declares that it sends none). Default: mail with a mailbox or an MX, send-only with only senders",
    ),
  mailbox: preset.optional().describe("The service that holds the mailboxes"),
  gateway: preset
    .optional()
    .describe("The service that mail passes through before the mailboxes; its MX replace theirs"),
  migrate: migrate.optional(),
  senders: z.array(preset).max(MOST_SENDERS).optional().describe("Other services that send as the domain"),
  spf: spf.optional(),
  dkim: dkim.optional(),
  dmarc: dmarc.optional(),
  mtaSts: mtaSts.optional(),
  bimi: bimi.optional(),
  dane: dane.optional(),
  records: z.array(record).optional().describe("Anything else the domain's DNS should have"),
  ttl: ttl.optional().describe("TTL in seconds of every record without its own; default 3600"),
  external: names.optional().meta({
    description: "Owner names in the zone that something else manages",
    examples: [["mx", "www"]],
  }),
  ptr: z
    .boolean()
    .optional()
    .describe(
      "true: publishes PTR records for the addresses of the domain's mail hosts, in the reverse zones that specs of the same stack have",
    ),
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
      "What to do about records in the zone that the stack does not own and that conflict: refuse (the default, unless the stack's config says otherwise) stops pulumi preview and up, ignore only warns",
    ),
  profile: z
    .enum(PROFILES)
    .optional()
    .describe(
      "How severe findings are: baseline lowers warnings to infos, recommended (the default) changes nothing, strict raises warnings to errors, bulk-sender requires what Google, Yahoo and Microsoft require of bulk senders",
    ),
  waive: z.array(waiver).optional().describe("Findings that are accepted, each with its reason"),
  ...ofOneCloud,
};

const acceptedDomain = text.meta({
  description: "The mail domain of the other spec",
  examples: ["promo.example.com"],
});

const accepted = z.union([
  acceptedDomain,
  z.strictObject({
    domain: acceptedDomain,
    names: names.optional().meta({
      description: "Only at these owner names; default: at every name that this spec speaks for",
      examples: [["lists", "@"]],
    }),
  }),
]);

const domainItem = z.union([
  text,
  z.strictObject({
    domain: text.meta({ description: "The mail domain", examples: ["example.com"] }),
    with: parameters
      .optional()
      .describe(
        "Parameters of the mailbox that differ for this domain; they are added to those of the mailbox",
      ),
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
    accepts: z
      .array(accepted)
      .optional()
      .meta({
        description:
          "Other domains whose specs may have records at names that this spec speaks for; without it, they are refused",
        examples: [["promo.example.com"], [{ domain: "promo.example.com", names: ["lists"] }]],
      }),
  })
  .meta({ title: "mailzone spec", description: "The mail of one or more domains" });
export type SpecInput = z.infer<typeof specSchema>;

/** Parts of a map, which the specs below complete. */
const partialUse = cloudUse.partial();
const sharedParts = {
  ...shared,
  dns: z
    .union([z.enum(CLOUD_IDS), partialUse, z.array(dnsHost).min(1)])
    .optional()
    .meta({
      description: "The DNS host, or a list of hosts that all get the same records; specs may complete a map",
      examples: ["cloudflare", { cloud: "cloudflare", account: "shop" }],
    }),
  migrate: migrate
    .partial()
    .optional()
    .describe("Parts of a move of the mailboxes from another provider, which specs may complete"),
  dmarc: dmarc
    .partial()
    .optional()
    .describe("Parts of the domain's DMARC policy (RFC 9989), which specs may complete"),
  mtaSts: mtaSts
    .partial()
    .optional()
    .describe("Parts of the domain's MTA-STS policy (RFC 8461), which specs may complete"),
  bimi: bimi.partial().optional().describe("Parts of the domain's logo (BIMI), which specs may complete"),
};

export const defaultsSchema = z.strictObject(sharedParts).meta({
  title: "mailzone defaults",
  description: "What the specs in this folder and below have in common",
});

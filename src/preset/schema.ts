/** The grammar of a preset: one YAML file in `providers/`, named after its id. Data only, so that anyone can review it. */
import { z } from "zod";
import { DECLARED_CONFLICTS } from "./conflicts.ts";

const text = z.string().min(1);

/** What a parameter's value must be. */
export const PARAMETER_TYPES = [
  "text",
  "label",
  "host",
  "ipv4",
  "ipv6",
  "email",
  "base64",
  "choice",
  "number",
  "list",
] as const;

const choiceMap = z.strictObject({
  map: text.describe("The parameter that decides"),
  values: z.record(z.string(), z.string()),
  otherwise: z.string().optional(),
});

const guardedTemplate = z.strictObject({
  template: z.string(),
  unless: text.describe("Regular expression: mail domains that match it have no derived value"),
});

const parameter = z.strictObject({
  about: text.describe("What it is"),
  find: text.optional().describe("Where the user finds its value"),
  type: z.enum(PARAMETER_TYPES),
  required: z.boolean().optional().describe("Whether the preset cannot work without it"),
  empty: z.boolean().optional().describe("Whether the value may be an empty text"),
  pattern: text.optional().describe("Regular expression for the whole value"),
  example: z.union([text, z.array(text)]).optional(),
  default: z.union([z.string(), z.array(z.string())]).optional(),
  choices: z.array(text).optional().describe("For type choice"),
  except: text.optional().describe("For type list: the value to drop from the default, a template"),
  derive: z
    .union([z.string(), choiceMap, guardedTemplate])
    .optional()
    .describe("The value if none is given: a template, or a map by another parameter"),
});
export type ParameterInput = z.infer<typeof parameter>;

const NEEDS = ["required", "recommended", "optional"] as const;

const head = {
  group: text,
  need: z.enum(NEEDS),
  name: text.default("@").describe("Owner relative to the mail domain; a template"),
  when: z.record(z.string(), text).optional().describe("Only when these parameters have these values"),
  note: text.optional(),
};
const number = z.int().min(0).max(65535);
const numberOrParameter = z
  .union([number, z.string().regex(/^\{[a-z][a-z0-9_]*\}$/)])
  .describe("A number, or a parameter");

const record = z.discriminatedUnion("type", [
  z.strictObject({ ...head, type: z.literal("A"), address: text }),
  z.strictObject({ ...head, type: z.literal("AAAA"), address: text }),
  z.strictObject({ ...head, type: z.literal("CNAME"), target: text }),
  z.strictObject({ ...head, type: z.literal("NS"), target: text }),
  z.strictObject({
    ...head,
    type: z.literal("MX"),
    preference: numberOrParameter,
    exchange: text,
  }),
  z.strictObject({
    ...head,
    type: z.literal("SRV"),
    priority: numberOrParameter,
    weight: numberOrParameter,
    port: numberOrParameter,
    target: text,
  }),
  z.strictObject({ ...head, type: z.literal("CAA"), flags: numberOrParameter, tag: text, value: text }),
  z.strictObject({ ...head, type: z.literal("TXT"), text }),
  z.strictObject({
    ...head,
    type: z.literal("SPF"),
    terms: z.array(text).describe("Mechanisms and modifiers, without v=spf1 and without all"),
    all: z.enum(["fail", "softfail", "neutral"]),
  }),
  z.strictObject({ ...head, type: z.literal("DMARC"), text }),
]);
export type PresetRecordInput = z.infer<typeof record>;

const dkimTargets = z
  .strictObject({
    service: text.describe("The service, as messages name it"),
    pattern: text.describe(
      "Regular expression for the whole target, in lower case and without the final dot. Its group `selector` is the selector that leads there. Its group `domain`, if any, is the mail domain with hyphens for dots; the service may append characters",
    ),
    selectors: z.int().min(1).describe("How many selectors the service needs"),
  })
  .describe("The DKIM keys that the service hosts and rotates: what the targets of its CNAMEs look like");
export type DkimTargetsInput = z.infer<typeof dkimTargets>;

/** How mail programs reach a service (RFC 8314). */
export const CLIENT_SERVICES = ["imap", "pop3", "submission"] as const;
export const CLIENT_SECURITIES = ["tls", "starttls"] as const;
export const CLIENT_AUTHENTICATIONS = ["password", "oauth2"] as const;

const clientServer = z.strictObject({
  service: z.enum(CLIENT_SERVICES),
  host: text.describe("Its name, a template"),
  port: z.int().min(1).max(65535),
  security: z
    .enum(CLIENT_SECURITIES)
    .describe("tls: from the first octet on; starttls: demanded by the program"),
  when: z.record(z.string(), text).optional().describe("Only when these parameters have these values"),
});

const clients = z
  .strictObject({
    source: text.describe("The vendor's page, or the file, that says so"),
    verified: z.iso.date().describe("When that was looked at"),
    username: z
      .enum(["address", "local-part"])
      .default("address")
      .describe("What users sign in with: their whole address, or what is before the @"),
    authentication: z
      .array(z.enum(CLIENT_AUTHENTICATIONS))
      .min(1)
      .default(["password"])
      .describe("How they sign in, the preferred way first"),
    servers: z.array(clientServer).min(1).describe("The servers, the preferred one of each service first"),
  })
  .describe("The servers that mail programs connect to");
export type ClientsInput = z.infer<typeof clients>;

const source = z.strictObject({ kind: text, ref: text, verified: text.optional() });

export const presetSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    replaces: z
      .literal("bundled")
      .optional()
      .describe(
        "Whether this preset of your own stands in for the one of this id that mailzone brings along",
      ),
    title: text,
    vendor: text,
    aliases: z
      .array(text)
      .default([])
      .describe("Other names that people search for: former and short ones, and those in other scripts"),
    homepage: z.url().optional(),
    kind: z.enum(["mailbox", "sender", "gateway", "forwarder", "receiver", "selfhosted", "policy"]),
    status: z
      .string()
      .regex(/^(?:current|legacy|ending \d{4}-\d\d-\d\d)$/)
      .describe("current, legacy (no new customers), or ending with the vendor's date: ending 2027-03-31"),
    confidence: z.enum(["high", "medium", "low"]),
    sources: z.array(source).min(1),
    caveats: z.array(text).default([]),
    conflicts: z
      .array(z.enum(DECLARED_CONFLICTS))
      .default([])
      .describe("What it requires of the domain beyond what its records show"),
    parameters: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), parameter).default({}),
    variants: z
      .record(z.string(), z.record(z.string(), z.string()))
      .default({})
      .describe(
        "Other ids for this preset with some parameters set; each begins with the preset's id and a hyphen",
      ),
    singleMx: z
      .array(text)
      .min(1)
      .optional()
      .describe("MX hosts, or the ends of their names, of which one is enough: many servers answer under it"),
    dkimTargets: dkimTargets.optional(),
    clients: clients.optional(),
    records: z.array(record).min(1),
  })
  .meta({ title: "mailzone preset", description: "The DNS records of one mail service" });
export type PresetInput = z.infer<typeof presetSchema>;

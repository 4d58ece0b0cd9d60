/** Every code that a finding can have: the checks, and what is found before there is anything to check. */
import type { Severity } from "../finding.ts";
import { templateCodes } from "../preset/domain-connect/codes.ts";
import type { Explanation } from "./check.ts";
import { checks } from "./checks.ts";
import { guardCodes } from "./guard-codes.ts";

/** What a code stands for. */
export interface Code {
  readonly id: string;
  readonly severity: Severity;
  /** The rule in one sentence: what must be true, and what happens otherwise. */
  readonly rule: string;
  /** RFC clause, vendor page with date, or "practice". */
  readonly source: string;
  /** What `--explain` says beyond the rule. Only checks have example specs. */
  readonly explanation?: Pick<Explanation, "why" | "effect" | "fix"> & Partial<Explanation>;
}

const YAML = "YAML 1.2.2";
const GRAMMAR = "docs/specs.md";

const READING: readonly (readonly [id: string, rule: string, source: string])[] = [
  [
    "file-unreadable",
    "A spec is a regular, readable file; a domain whose spec cannot be read would lose its records.",
    "practice",
  ],
  ["file-too-large", "A file has at most 2 MiB; a larger one is not a spec.", "practice"],
  ["file-encoding", "A spec is UTF-8 text.", YAML],
  ["yaml-syntax", "A spec is valid YAML; after a syntax error the rest cannot be trusted.", YAML],
  [
    "yaml-duplicate-key",
    "A key appears once in a map; of two values, only one could apply.",
    `${YAML} §3.2.1.3`,
  ],
  ["yaml-key", "A key is plain text.", YAML],
  ["yaml-tag", "A value has only tags of the core schema.", `${YAML} §10.3`],
  ["yaml-depth", "Lists and maps are nested at most 100 levels deep.", "practice"],
  ["yaml-character", "A text has no incomplete characters.", `${YAML} §5.1`],
  [
    "yaml-alias",
    "An alias names an earlier anchor, and aliases do not multiply values without limit.",
    `${YAML} §7.1`,
  ],
  ["spec-empty", "A spec file contains a spec; an empty one would silently publish nothing.", GRAMMAR],
  ["spec-key-unknown", "mailzone knows every key of a spec; an unknown key would be ignored.", GRAMMAR],
  ["spec-missing", "A spec has the required keys: a domain, its DNS host, its mail.", GRAMMAR],
  [
    "spec-type",
    "A value has the type that its key requires; YAML reads 1e3 as a number and yes as text.",
    GRAMMAR,
  ],
  ["spec-value", "A value is one that its key allows.", GRAMMAR],
  ["rr-syntax", "A record's value has the format of its type.", "RFC 1035 §5"],
  [
    "zone-file",
    "A zone file has the master file format; a line in another format gives no record.",
    "RFC 1035 §5",
  ],
  [
    "preset-file",
    "A preset declares what it uses and uses what it declares, and its examples have the required form.",
    "docs/adding-a-provider.md",
  ],
  ["preset-unknown", "mailzone has a preset for every provider that a spec names.", GRAMMAR],
  [
    "preset-role",
    "A service is named by its role: a mailbox stores mail, a gateway forwards it, a sender sends it.",
    GRAMMAR,
  ],
  ["preset-parameter", "A parameter is one that the preset has, in the form that the vendor uses.", GRAMMAR],
  ["preset-group", "groups: names only groups that the preset has.", GRAMMAR],
  ["preset-without", "without: names only owners at which the preset has a record.", GRAMMAR],
  [
    "dns-zone-id",
    "A zone has one id; with two, its records would be split. A zone that is about to be created has none yet.",
    GRAMMAR,
  ],
  [
    "dns-create",
    "Only mailzone's own program creates zones; a component in another program cannot check first whether the zone exists.",
    "docs/specs.md, only in MailZone",
  ],
  [
    "dns-account-id",
    "Cloudflare creates a zone in an account, whose id is in the stack's config or the environment.",
    "https://developers.cloudflare.com/api/resources/zones/methods/create/ (2026-11-22), only in pulumi preview and up",
  ],
  [
    "dns-account",
    "An account that a spec names is in the stack's config.",
    "docs/specs.md, only in pulumi preview and up",
  ],
  [
    "prov-zone-exists",
    "The zone exists at its cloud; otherwise no records can be created in it.",
    "vendor, only in pulumi preview and up",
  ],
  [
    "prov-zone-taken",
    "A zone that a spec creates does not exist at its cloud yet; on Route 53 there would be two with the same name.",
    "https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html (2026-11-22), only in pulumi preview and up",
  ],
];

const OTHERS: readonly Code[] = [
  {
    id: "waiver-unknown",
    severity: "error",
    rule: "A waiver names a check; one with a typo waives nothing.",
    source: GRAMMAR,
  },
  {
    id: "waiver-expired",
    severity: "error",
    rule: "A waiver ends on its date; after that, its findings count again.",
    source: GRAMMAR,
  },
  {
    id: "waiver-unused",
    severity: "warning",
    rule: "A waiver matches a finding; an unused one would hide the next mistake.",
    source: GRAMMAR,
  },
  {
    id: "plan-replace",
    severity: "warning",
    rule: "A name that changes between CNAME and other records has no records for a moment, since no cloud stores both.",
    source: "RFC 1034 §3.6.2, only in pulumi preview and up",
  },
];

/** By id. */
export const codes: readonly Code[] = [
  ...READING.map(([id, rule, source]): Code => ({ id, severity: "error", rule, source })),
  ...OTHERS,
  ...guardCodes,
  ...templateCodes,
  ...checks,
].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Every code a finding can have: the checks, and what is found before there is anything to check. */
import type { Severity } from "../finding.ts";
import { templateCodes } from "../preset/domain-connect/codes.ts";
import type { Explanation } from "./check.ts";
import { checks } from "./checks.ts";
import { guardCodes } from "./guard-codes.ts";

/** What a code stands for. */
export interface Code {
  readonly id: string;
  readonly severity: Severity;
  /** The rule in one sentence: what must hold, and what follows when it does not. */
  readonly rule: string;
  /** RFC clause, vendor page with date, or "practice". */
  readonly source: string;
  /** What `--explain` says beyond the rule; the specs that show it are a check's alone. */
  readonly explanation?: Pick<Explanation, "why" | "effect" | "fix"> & Partial<Explanation>;
}

const YAML = "YAML 1.2.2";
const GRAMMAR = "docs/specs.md";

const READING: readonly (readonly [id: string, rule: string, source: string])[] = [
  [
    "file-unreadable",
    "A spec is a regular file that can be read; a domain whose spec is not read would lose its records.",
    "practice",
  ],
  ["file-too-large", "A file has at most 2 MiB; what is larger is no spec.", "practice"],
  ["file-encoding", "A spec is UTF-8 text.", YAML],
  ["yaml-syntax", "A spec is valid YAML; after a mistake the rest cannot be trusted.", YAML],
  [
    "yaml-duplicate-key",
    "A key stands once in a map; of two values only one could hold.",
    `${YAML} §3.2.1.3`,
  ],
  ["yaml-key", "A key is plain text.", YAML],
  ["yaml-tag", "A value has no tag but those of the core schema.", `${YAML} §10.3`],
  ["yaml-depth", "Lists and maps lie at most 100 deep in each other.", "practice"],
  ["yaml-character", "A text has no half characters.", `${YAML} §5.1`],
  ["yaml-alias", "An alias names an anchor before it, and the values stay few.", `${YAML} §7.1`],
  ["spec-empty", "A spec file holds a spec; an empty one would silently publish nothing.", GRAMMAR],
  [
    "spec-key-unknown",
    "Every key is one that mailzone knows; what an unknown one says would be lost.",
    GRAMMAR,
  ],
  ["spec-missing", "What a spec needs is there: a domain, its DNS host, its mail.", GRAMMAR],
  ["spec-type", "A value has the type of its key; YAML reads 1e3 as a number and yes as text.", GRAMMAR],
  ["spec-value", "A value is one of those that its key can have.", GRAMMAR],
  ["rr-syntax", "A record's value has the form of its type.", "RFC 1035 §5"],
  [
    "zone-file",
    "A zone file has the form of a master file; of a line without it the record is not known.",
    "RFC 1035 §5",
  ],
  [
    "preset-file",
    "A preset declares what it uses, uses what it declares, and its examples have the form it asks for.",
    "docs/adding-a-provider.md",
  ],
  ["preset-unknown", "A provider that a spec names is one that mailzone has a preset for.", GRAMMAR],
  [
    "preset-role",
    "A service is named under what it does: a mailbox holds mail, a gateway passes it on, a sender sends.",
    GRAMMAR,
  ],
  [
    "preset-parameter",
    "A preset's parameter is one that it has, of the form that the vendor gives it.",
    GRAMMAR,
  ],
  ["preset-group", "A group that is switched is one that the preset has.", GRAMMAR],
  ["preset-without", "An owner that is left out is one at which the preset has a record.", GRAMMAR],
  [
    "dns-zone-id",
    "A zone has one id; with two its records would be split. One that is created has none yet.",
    GRAMMAR,
  ],
  [
    "dns-create",
    "A zone is created by mailzone's own program; a component in another one cannot look first whether it is there.",
    "docs/specs.md, only in MailZone",
  ],
  [
    "dns-account-id",
    "Cloudflare makes a zone in an account, whose id the stack's config or the environment has.",
    "https://developers.cloudflare.com/api/resources/zones/methods/create/ (2026-11-22), only in pulumi preview and up",
  ],
  [
    "dns-account",
    "An account that a spec names is in the stack's config.",
    "docs/specs.md, only in pulumi preview and up",
  ],
  [
    "prov-zone-exists",
    "The zone is at its cloud; only then can records be made in it.",
    "vendor, only in pulumi preview and up",
  ],
  [
    "prov-zone-taken",
    "A zone that is to be created is not at its cloud yet; on Route 53 there would be two of the name.",
    "https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html (2026-11-22), only in pulumi preview and up",
  ],
];

const OTHERS: readonly Code[] = [
  {
    id: "waiver-unknown",
    severity: "error",
    rule: "A waiver names a check; a mistyped one waives nothing.",
    source: GRAMMAR,
  },
  {
    id: "waiver-expired",
    severity: "error",
    rule: "A waiver holds until its date; what it accepted for a time is looked at again.",
    source: GRAMMAR,
  },
  {
    id: "waiver-unused",
    severity: "warning",
    rule: "A waiver meets a finding; one that is left over would hide the next mistake.",
    source: GRAMMAR,
  },
  {
    id: "plan-replace",
    severity: "warning",
    rule: "A name that changes between CNAME and other records is gone for a moment, since no cloud holds both.",
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

/** What reading and applying Domain Connect templates reports. */
import type { CodeWords } from "../../finding.ts";

const SPECIFICATION = "Domain Connect specification at 6a4735c (2026-03-01)";
const GRAMMAR = "docs/specs.md";

export const templateCodes = {
  "template-file": {
    severity: "error",
    rule: "A template that a spec names is one JSON file in the project; without it, its records are unknown.",
    source: GRAMMAR,
  },
  "template-key": {
    severity: "warning",
    rule: "A template has only the keys and values of the format; others are ignored.",
    source: SPECIFICATION,
  },
  "template-record": {
    severity: "error",
    rule: "A template's record has data of its type; without data it cannot be published.",
    source: SPECIFICATION,
  },
  "template-left-out": {
    severity: "info",
    rule: "Whatever in a template is not a mail record, such as a web redirect, is not published.",
    source: GRAMMAR,
  },
  "template-rewritten": {
    severity: "info",
    rule: "What the format leaves unclear, or forbids, such as an SPF text, is read in one way, which is reported; as a warning if it may be wrong.",
    source: SPECIFICATION,
  },
  "template-groups": {
    severity: "error",
    rule: "Groups of a template that are alternatives are not applied together.",
    source: "RFC 1034 §3.6.2, Domain Connect specification, conflicts",
  },
  "template-host": {
    severity: "error",
    rule: "A template for names below a zone is not applied to the zone itself, and its names do not double the domain's labels (a warning).",
    source: SPECIFICATION,
  },
  "template-instance": {
    severity: "warning",
    rule: "A template is applied only once to a name, unless it allows several instances.",
    source: SPECIFICATION,
  },
  "template-txt": {
    severity: "warning",
    rule: "A text that a template wants to be the only one at its name, or of its kind, is the only one; nothing is removed for it.",
    source: SPECIFICATION,
  },
  "template-ttl": {
    severity: "info",
    rule: "A template's TTL is a wish: the records get the TTL of the spec.",
    source: SPECIFICATION,
  },
  "template-flow": {
    severity: "info",
    rule: "What a template says about applying it in a browser has no place in a spec, but may be worth knowing.",
    source: SPECIFICATION,
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../../finding.ts" {
  interface Codes extends Record<keyof typeof templateCodes, true> {}
}

/** What reading and applying Domain Connect templates reports. */
import type { CodeWords } from "../../finding.ts";

const SPECIFICATION = "Domain Connect specification at 6a4735c (2026-03-01)";
const GRAMMAR = "docs/specs.md";

export const templateCodes = {
  "template-file": {
    severity: "error",
    rule: "A template that a spec names is one JSON file in the project; without it its records are not known.",
    source: GRAMMAR,
  },
  "template-key": {
    severity: "warning",
    rule: "A template's keys and words are those of the format; others are not heeded.",
    source: SPECIFICATION,
  },
  "template-record": {
    severity: "error",
    rule: "A template's record has data of its type; without it nothing can be published.",
    source: SPECIFICATION,
  },
  "template-left-out": {
    severity: "info",
    rule: "What a template has beyond mail's own records, such as web redirects, is not published.",
    source: GRAMMAR,
  },
  "template-rewritten": {
    severity: "info",
    rule: "What the format leaves unclear, or forbids as it does an SPF text, is read in one way, which is told; a warning where it may be wrong.",
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
    rule: "A template is applied once to a name, unless it is made for several instances.",
    source: SPECIFICATION,
  },
  "template-txt": {
    severity: "warning",
    rule: "A text that a template wants alone at its name, or alone of its kind, is so; nothing is taken away for it.",
    source: SPECIFICATION,
  },
  "template-ttl": {
    severity: "info",
    rule: "A template's TTL is a wish: the records get the TTL of the spec.",
    source: SPECIFICATION,
  },
  "template-flow": {
    severity: "info",
    rule: "What a template says of how it is applied in a browser has no place in a spec, and may be worth knowing.",
    source: SPECIFICATION,
  },
} as const satisfies Readonly<Record<string, CodeWords>>;

declare module "../../finding.ts" {
  interface Codes extends Record<keyof typeof templateCodes, true> {}
}

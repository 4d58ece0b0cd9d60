import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

export const dmarcSyntax: ZoneCheck = {
  id: "dmarc-syntax",
  severity: "error",
  rule: "A DMARC record is a list of tag=value with semicolons between them, each tag once and with a value.",
  source: "RFC 9989 §4.8",
  explanation: {
    why: "Receivers do not complain about a mistake in the list: they skip the tag, or take two tags for one value.",
    effect: "The policy is weaker than it reads, or none at all.",
    fix: "Put a semicolon between the tags, and give each once.",
    fails: textExample("_dmarc", "v=DMARC1; p=none rua=mailto:dmarc@example.com"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    dmarcProblems(zone, report, ({ kind, message }) =>
      kind === "syntax"
        ? {
            says: `cannot be read as it is meant: ${message}, so receivers skip that part, or the record`,
            help: "write each tag once, as tag=value, with a semicolon between them",
          }
        : undefined,
    );
  },
};

import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

export const dmarcSyntax: ZoneCheck = {
  id: "dmarc-syntax",
  severity: "error",
  rule: "A DMARC record is a list of tag=value separated by semicolons, each tag once and with a value.",
  source: "RFC 9989 §4.8",
  explanation: {
    why: "Receivers do not report a mistake in the list. They skip the tag, or read two tags as one value.",
    effect: "The policy is weaker than it looks, or missing.",
    fix: "Put a semicolon between the tags, and write each tag once.",
    fails: textExample("_dmarc", "v=DMARC1; p=none rua=mailto:dmarc@example.net"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    dmarcProblems(zone, report, ({ kind, message }) =>
      kind === "syntax"
        ? {
            says: `has a syntax error: ${message}, so receivers skip that part or the whole record`,
            help: "write each tag once, as tag=value, with a semicolon between them",
          }
        : undefined,
    );
  },
};

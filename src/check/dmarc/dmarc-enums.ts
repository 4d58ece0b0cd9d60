import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

export const dmarcEnums: ZoneCheck = {
  id: "dmarc-enums",
  severity: "error",
  rule: "adkim and aspf are r or s, t is y or n, psd is y, n or u, and fo has 0 or 1 and d and s.",
  source: "RFC 9989 §4.7, §4.8",
  explanation: {
    why: "Receivers silently use the default in place of a value that they do not know.",
    effect: "Alignment is relaxed where strict was intended, or failures are not reported.",
    fix: "Write one of the letters.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; adkim=strict; rua=mailto:dmarc@example.net"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; adkim=s; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    dmarcProblems(zone, report, ({ kind, tag, message }) =>
      kind === "value" && tag !== undefined && LETTERS.has(tag)
        ? {
            // fo only says when failure reports are wished for, which few receivers send
            ...(tag === "fo" && { severity: "warning" as const }),
            says: `has an invalid value: ${message}, so receivers use the default`,
            help:
              tag === "fo"
                ? "write fo=0 or fo=1, or d and s separated by a colon, or delete it"
                : "write one of the letters that the tag allows",
          }
        : undefined,
    );
  },
};

const LETTERS: ReadonlySet<string> = new Set(["adkim", "aspf", "t", "psd", "fo"]);

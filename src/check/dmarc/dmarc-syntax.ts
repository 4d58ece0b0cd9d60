import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

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
    for (const { record, text, dmarc } of textRecords(zone).policies) {
      // such characters are for txt-ascii to tell
      if (/[^\t -~]/.test(text)) continue;
      for (const problem of dmarc.problems) {
        const { kind, message } = problem;
        if (kind !== "syntax") continue;
        report({
          message: `the DMARC record ${shownName(record.name)} cannot be read as it is meant: ${message}, so receivers skip that part, or the record`,
          help: "write each tag once, as tag=value, with a semicolon between them",
          ...ofText(zone, record, problem),
        });
      }
    }
  },
};

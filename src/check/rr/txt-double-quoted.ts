import type { Span } from "../../finding.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownRecord } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const txtDoubleQuoted: ZoneCheck = {
  id: "txt-double-quoted",
  severity: "error",
  rule: "A TXT value is the plain text; quotes and escapes from zone files are published as part of it.",
  source: "practice",
  explanation: {
    why: "Quotes and backslashes belong to zone files. In a spec, a TXT value is the text itself.",
    effect: "The quotes are published as part of the text, so receivers do not recognize it.",
    fix: "Write the plain text.",
    fails: textExample("@", '"v=spf1 -all"'),
    passes: textExample("@", "v=spf1 -all"),
  },
  check(zone, report) {
    for (const { records } of textRecords(zone).rrsets) {
      for (const record of records) {
        const form = record.data.type === "TXT" ? zoneFileForm(record.data.text) : undefined;
        if (form === undefined) continue;
        report({
          message: `${shownRecord(record)} ${form.how}, which would be published as part of it, so receivers cannot read it`,
          help: "write just the plain text; mailzone splits and quotes it for the cloud",
          ...atText(zone, record, form),
        });
      }
    }
  },
};

/** What shows that a text comes from a zone file, and where. */
function zoneFileForm(text: string): (Span & { readonly how: string }) | undefined {
  if (text.length > 1 && text.startsWith('"') && text.endsWith('"'))
    return { how: "has quotes around its text", offset: 0, length: 1 };
  const semicolon = text.indexOf("\\;");
  if (semicolon >= 0) return { how: "has an escaped semicolon", offset: semicolon, length: 2 };
  const split = text.startsWith("v=") ? /"\s+"/.exec(text) : null;
  return split === null
    ? undefined
    : { how: "is split into quoted strings", offset: split.index, length: split[0].length };
}

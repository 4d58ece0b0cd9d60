import type { ZoneCheck } from "./check.ts";
import { textExample } from "./example.ts";
import { ofRecord } from "./origin.ts";
import { textRecords } from "./text-records.ts";
import { shownRecord } from "./wording.ts";

export const txtDoubleQuoted: ZoneCheck = {
  id: "txt-double-quoted",
  severity: "error",
  rule: "A TXT value is the plain text; quotes and escapes of zone files in it are published as part of the text.",
  source: "practice",
  explanation: {
    why: "Quotes and backslashes belong to zone files; in a spec a TXT value is the text itself.",
    effect: "The quotes are published as part of the text, which receivers then do not recognise.",
    fix: "Write the plain text.",
    fails: textExample("@", '"v=spf1 -all"'),
    passes: textExample("@", "v=spf1 -all"),
  },
  *check(zone) {
    for (const { records } of textRecords(zone).rrsets) {
      for (const record of records) {
        const how = record.data.type === "TXT" ? zoneFileForm(record.data.text) : undefined;
        if (how === undefined) continue;
        yield {
          message: `${shownRecord(record)} ${how}, which would be published as part of it, so receivers cannot read it`,
          help: "write the plain text alone; mailzone splits and quotes it for the cloud",
          ...ofRecord(zone, record),
        };
      }
    }
  },
};

function zoneFileForm(text: string): string | undefined {
  if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) return "has quotes around its text";
  if (text.includes("\\;")) return "has an escaped semicolon";
  if (text.startsWith("v=") && /"\s+"/.test(text)) return "is split into quoted strings";
  return undefined;
}

import { ofText } from "../../view/inside.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimTaglist: ZoneCheck = {
  id: "dkim-taglist",
  severity: "error",
  rule: "A DKIM record is a list of tag=value with semicolons between them, each tag once.",
  source: "RFC 6376 §3.2, §3.6.1",
  explanation: {
    why: "A verifier that cannot read the list refuses the key.",
    effect: "Verifiers refuse the record, so every signature with this selector fails.",
    fix: "Correct the tag that the finding names.",
    fails: textExample("s1._domainkey", `v=DKIM1; k=rsa; oops; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const { record, text, dkim } of textRecords(zone).dkim) {
      // such characters are for txt-ascii to tell, a text without any tag for dkim-p
      const wrong = dkim.problems.find(({ kind }) => kind === "list");
      if (wrong === undefined || /[^\t -~]/.test(text) || dkim.key === undefined) continue;
      report({
        message: `the DKIM record ${shownName(record.name)} is no list of tags: ${wrong.message}, so verifiers refuse it`,
        help: "write each tag once, as tag=value, with a semicolon behind it",
        ...ofText(zone, record, wrong),
      });
    }
  },
};

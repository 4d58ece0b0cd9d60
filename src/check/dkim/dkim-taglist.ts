import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimTaglist: ZoneCheck = {
  id: "dkim-taglist",
  severity: "error",
  rule: "A DKIM record is a list of tag=value separated by semicolons, each tag once.",
  source: "RFC 6376 §3.2, §3.6.1",
  unwaivable: "verifiers ignore the record",
  explanation: {
    why: "A verifier that cannot parse the list rejects the key.",
    effect: "Verifiers reject the record, so every signature with this selector fails.",
    fix: "Correct the tag that the finding names.",
    fails: textExample("s1._domainkey", `v=DKIM1; k=rsa; oops; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const { record, text, dkim } of textRecords(zone).dkim) {
      // txt-ascii reports such characters, and dkim-p a text without any tag
      const wrong = dkim.problems.find(({ kind }) => kind === "list");
      if (wrong === undefined || /[^\t -~]/.test(text) || dkim.key === undefined) continue;
      report({
        message: `the DKIM record ${shownName(record.name)} is not a list of tags: ${wrong.message}, so verifiers reject it`,
        help: "write each tag once, as tag=value, followed by a semicolon",
        ...atText(zone, record, wrong),
      });
    }
  },
};

import { ofField } from "../../view/inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxNullPref: ZoneCheck = {
  id: "mx-null-pref",
  severity: "error",
  rule: "A null MX has the preference 0; with another it is no null MX to every sender.",
  source: "RFC 7505 §3",
  explanation: {
    why: 'The standard defines one form, "0 ."; software that follows it to the letter knows no other.',
    effect:
      "Some senders try to reach a host without a name and keep the mail for days in place of giving it back at once.",
    fix: "Write the value as 0 and a dot.",
    fails: example("mode: send-only", "records:", "  - {type: MX, value: 10 .}"),
    passes: example("mode: send-only", "records:", "  - {type: MX, value: 0 .}"),
  },
  check(zone, report) {
    for (const { type, name, records } of zone.rrsets) {
      if (type !== "MX") continue;
      for (const record of records) {
        const { data } = record;
        if (data.type !== "MX" || data.exchange !== "." || data.preference === 0) continue;
        report({
          message: `${shownName(name)} has a null MX with the preference ${data.preference}, which is 0 in the standard, so senders may not take it for one`,
          help: 'write its value as "0 ."',
          ...ofField(zone, record, "preference"),
        });
      }
    }
  },
};

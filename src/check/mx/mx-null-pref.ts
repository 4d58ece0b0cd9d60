import { atField } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxNullPref: ZoneCheck = {
  id: "mx-null-pref",
  severity: "error",
  rule: "A null MX has the preference 0; not every sender recognizes another one as a null MX.",
  source: "RFC 7505 §3",
  explanation: {
    why: 'The standard defines one form, "0 .", and strict software recognizes no other.',
    effect:
      "Some senders try to reach a host without a name, and keep the mail for days before they bounce it.",
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
          message: `${shownName(name)} has a null MX with the preference ${data.preference} instead of 0, so senders may not recognize it`,
          help: 'write its value as "0 ."',
          ...atField(zone, record, "preference"),
        });
      }
    }
  },
};

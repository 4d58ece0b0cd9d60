import type { ZoneCheck } from "./check.ts";
import { areFromPresets, distinctRecords, isSeveral } from "./distinct.ts";
import { EXAMPLE_KEY, example } from "./example.ts";
import { editable, ofConflict, settle } from "./origin.ts";
import { isSelector, textRecords } from "./text-records.ts";
import { shownName } from "./wording.ts";

export const dkimOneRecord: ZoneCheck = {
  id: "dkim-one-record",
  severity: "error",
  rule: "A DKIM selector has one TXT record; with two it is not defined which one verifiers take.",
  source: "RFC 6376 §3.6.2.2",
  explanation: {
    why: "A verifier that gets two texts for one selector may take either, or neither.",
    effect: "Signatures pass at some receivers and fail at others.",
    fix: "Give the second key a selector of its own.",
    fails: example(
      "mode: send-only",
      "records:",
      `  - {name: s1._domainkey, type: TXT, values: ["v=DKIM1; p=${EXAMPLE_KEY}", "v=DKIM1; p="]}`,
    ),
    passes: example(
      "mode: send-only",
      "records:",
      `  - {name: s1._domainkey, type: TXT, value: "v=DKIM1; p=${EXAMPLE_KEY}"}`,
    ),
  },
  *check(zone) {
    for (const { name, records: all } of textRecords(zone).rrsets) {
      if (all.length < 2 || !isSelector(name)) continue;
      const records = distinctRecords(all);
      if (!isSeveral(records) || areFromPresets(records)) continue;
      const at = editable(records);
      const others = records.filter((record) => record !== at);
      yield {
        message: `the DKIM selector ${shownName(name)} has ${records.length} TXT records, of which verifiers take any or none, so signatures may fail`,
        help: `${settle(zone, at, others[0] ?? at)}; a second key goes to a selector of its own`,
        ...ofConflict(zone, at, others),
      };
    }
  },
};

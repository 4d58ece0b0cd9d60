import { shownLive } from "../../inventory/live-record.ts";
import { isDmarc } from "../../mail/text-kind.ts";
import { areFromPresets, distinctRecords, isSeveral } from "../../view/distinct.ts";
import { foreignOf, inTheWayOf, resolving, rivals, wantedAt } from "../../view/live.ts";
import { editable, ofConflict } from "../../view/origin.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const dmarcSingle: ZoneCheck = {
  id: "dmarc-single",
  severity: "error",
  rule: "A name has one DMARC record; with two, receivers take the domain for one that has none.",
  source: "RFC 9989 §4.10",
  explanation: {
    why: "Receivers cannot tell which of two policies is meant, and the standard tells them to use neither.",
    effect: "The domain is as if it had no DMARC.",
    fix: "Keep one record; the policy stands best under dmarc:.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:a@example.com", "_dmarc", "v=DMARC1; p=none"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:a@example.com"),
  },
  check(zone, report) {
    const { policies } = textRecords(zone);
    if (policies.length < 2) return;
    const byName = new Map<Name, ZoneRecord[]>();
    for (const { record } of policies) {
      const same = byName.get(record.name);
      if (same) same.push(record);
      else byName.set(record.name, [record]);
    }
    for (const [name, all] of byName) {
      const records = distinctRecords(all);
      if (!isSeveral(records) || areFromPresets(records)) continue;
      const at = editable(records);
      report({
        message: `${shownName(name)} has ${records.length} DMARC records; receivers then act as if there were none`,
        help: "delete this record; the policy stands under dmarc:",
        ...ofConflict(
          zone,
          at,
          records.filter((record) => record !== at),
        ),
      });
    }
  },
  checkLive(comparison, report) {
    const { zone } = comparison;
    for (const match of foreignOf(comparison, "TXT")) {
      const { record } = match;
      const second = rivals(comparison, record, "DMARC");
      if (second.length === 0) continue;
      const wanted = wantedAt(comparison, record.name, "TXT").find(
        ({ data }) => data.type === "TXT" && isDmarc(data.text),
      );
      report({
        message: `${shownLive(record, second)} is in the zone and not the wanted DMARC record; with two, receivers act as if there were none`,
        help: `take over what it says under dmarc:, then ${resolving(zone, wanted, match)}`,
        ...inTheWayOf(zone, wanted, match),
      });
    }
  },
};

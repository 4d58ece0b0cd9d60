import { shownLive } from "../../inventory/live-record.ts";
import { isSpf } from "../../mail/text-kind.ts";
import { areFromPresets, distinctRecords, isSeveral } from "../../view/distinct.ts";
import { foreignOf, inTheWayOf, resolving, rivals, wantedAt } from "../../view/live.ts";
import { editable, ofConflict } from "../../view/origin.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const spfSingle: ZoneCheck = {
  id: "spf-single",
  severity: "error",
  rule: "A name has one SPF record; with two, receivers answer permerror and none counts.",
  source: "RFC 7208 §3.2, §4.5",
  explanation: {
    why: "Receivers that find two records cannot tell which one counts.",
    effect: "SPF is a permerror for all mail of the domain.",
    fix: "Put what the second one has under spf:, which joins it to the presets' terms.",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {type: TXT, value: v=spf1 ip4:198.51.100.7 -all}",
    ),
    passes: example("mailbox: tencent-exmail", "spf: {ip4: [198.51.100.7]}"),
  },
  check(zone, report) {
    const { spf } = textRecords(zone);
    if (spf.length < 2) return;
    const byName = new Map<Name, ZoneRecord[]>();
    for (const { record } of spf) {
      const same = byName.get(record.name);
      if (same) same.push(record);
      else byName.set(record.name, [record]);
    }
    for (const [name, all] of byName) {
      const records = distinctRecords(all);
      if (!isSeveral(records) || areFromPresets(records)) continue;
      const at = editable(records);
      report({
        message: `${shownName(name)} has ${records.length} SPF records; receivers answer permerror to that, so none of them counts`,
        help: "delete this record and put its terms under spf: as ip4, ip6, a, mx and include, which joins them to the presets' own",
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
      const second = rivals(comparison, record, "SPF");
      if (second.length === 0) continue;
      const wanted = wantedAt(comparison, record.name, "TXT").find(
        ({ data }) => data.type === "TXT" && isSpf(data.text),
      );
      report({
        message: `${shownLive(record, second)} is in the zone and not the wanted SPF; with two, receivers answer permerror, so neither counts`,
        help: `take over what it lists under spf:, then ${resolving(zone, wanted, match)}`,
        ...inTheWayOf(zone, wanted, match),
      });
    }
  },
};

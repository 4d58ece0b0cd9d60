import { shownLive } from "../../inventory/live-record.ts";
import { isSelector } from "../../mail/text-kind.ts";
import { foreignAtWanted, inTheWayOf, resolving, strangers, wantedAt } from "../../view/live.ts";
import { textRecords } from "../../view/text-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, example } from "../example.ts";
import { severalOf } from "../several-policies.ts";

export const dkimOneRecord: ZoneCheck = {
  id: "dkim-one-record",
  severity: "error",
  rule: "A DKIM selector has one TXT record; with two, it is undefined which one verifiers use.",
  source: "RFC 6376 §3.6.2.2",
  unwaivable: "it is undefined which of two keys a verifier uses (RFC 6376 §3.6.2.2)",
  explanation: {
    why: "A verifier that gets two texts for a selector may use either of them, or neither.",
    effect: "Signatures pass at some receivers and fail at others.",
    fix: "Give the second key its own selector.",
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
  check(zone, report) {
    for (const { name, records: all } of textRecords(zone).rrsets) {
      if (all.length < 2 || !isSelector(name)) continue;
      const several = severalOf(zone, all);
      if (several === undefined) continue;
      const { records, help, where } = several;
      report({
        message: `the DKIM selector ${shownName(name)} has ${records.length} TXT records, and verifiers may use any one or none, so signatures may fail`,
        help: `${help}; a second key needs its own selector`,
        ...where,
      });
    }
  },
  checkLive(comparison, report) {
    const { zone } = comparison;
    for (const match of foreignAtWanted(comparison)) {
      const { record } = match;
      const isKey = record.type === "TXT" || record.type === "CNAME";
      if (!isKey || record.disabled || !isSelector(record.name)) continue;
      const other = strangers(comparison, record);
      const wanted = wantedAt(comparison, record.name).find(
        ({ data }) => data.type === "TXT" || data.type === "CNAME",
      );
      if (wanted === undefined || other.length === 0) continue;
      report({
        message: `the DKIM selector is in use: ${shownLive(record, other)} is in the zone and is not the wanted key, so verifiers may use either one or none`,
        help: `if mail is still signed with it, give the new key its own selector; otherwise ${resolving(zone, wanted, match)}`,
        ...inTheWayOf(zone, wanted, match),
      });
    }
  },
};

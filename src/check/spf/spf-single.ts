import { isSpf } from "../../mail/text-kind.ts";
import { textRecords } from "../../view/text-records.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";
import { type ForeignPolicy, singlePolicyChecks } from "../several-policies.ts";

const POLICY: ForeignPolicy = {
  kind: "SPF",
  isKind: isSpf,
  key: "spf",
  consequence: "receivers return permerror, so none of them counts",
  help: "delete this record and put its terms under spf: as ip4, ip6, a, mx and include, where they are merged with the presets' terms",
};

export const spfSingle: ZoneCheck = {
  id: "spf-single",
  severity: "error",
  rule: "A name has one SPF record; with two, receivers return permerror and neither counts.",
  source: "RFC 7208 §3.2, §4.5",
  unwaivable: "receivers return permerror for two SPF records, and neither counts (RFC 7208 §4.5)",
  explanation: {
    why: "Receivers that find two records cannot tell which one counts.",
    effect: "SPF is a permerror for all mail of the domain.",
    fix: "Put the terms of the second record under spf:, where they are merged with the presets' terms.",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {type: TXT, value: v=spf1 ip4:198.51.100.7 -all}",
    ),
    passes: example("mailbox: tencent-exmail", "spf: {ip4: [198.51.100.7]}"),
  },
  ...singlePolicyChecks(POLICY, (zone) => textRecords(zone).spf),
};

import { presetUses } from "../../view/preset-uses.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const presetConfidence: ZoneCheck = {
  id: "preset-confidence",
  severity: "warning",
  rule: "The records of a preset are well documented; records with only one or two sources have to be compared with what the provider shows.",
  source: "the preset's own declaration of its sources",
  explanation: {
    why: "Some vendors publish no list of records, so the preset is based on the zones of one or two customers.",
    effect:
      "A record may be wrong or missing, and then mail through the service is lost or fails its checks.",
    fix: "Compare the output of `mailzone zone` with the provider's console, then waive the finding and say what you compared.",
    fails: example("mailbox: sina-enterprise"),
    passes: example("mailbox: tencent-exmail", EXAMPLE_DKIM),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      for (const { preset, use } of presetUses(domain)) {
        if (preset.confidence !== "low") continue;
        report({
          message: `the records of ${preset.title} (${use.id}) have few sources, so one of them may be wrong`,
          help: "compare them with what the provider shows; if they match, waive this finding with that as the reason",
          domain: withoutDot(domain.spec.domain),
          place: use.place,
        });
      }
    }
  },
};

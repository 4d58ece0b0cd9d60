import { presetUses } from "../../view/preset-uses.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const presetConfidence: ZoneCheck = {
  id: "preset-confidence",
  severity: "warning",
  rule: "The records of a preset are well attested; those that one or two sources give are compared with what the provider shows.",
  source: "the preset's own declaration of its sources",
  explanation: {
    why: "Some vendors publish no list of records, so the preset rests on a zone or two of their customers.",
    effect: "A record may be wrong or missing, and mail through the service is lost or fails its checks.",
    fix: "Compare `mailzone zone` with the provider's console, then waive the finding with what you compared.",
    fails: example("mailbox: sina-enterprise"),
    passes: example("mailbox: tencent-exmail", EXAMPLE_DKIM),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      for (const { preset, use } of presetUses(domain)) {
        if (preset.confidence !== "low") continue;
        report({
          message: `the records of ${preset.title} (${use.id}) rest on few sources, so one of them may be wrong`,
          help: "compare them with what the provider shows; where they agree, waive this finding with that as the reason",
          domain: withoutDot(domain.spec.domain),
          place: use.place,
        });
      }
    }
  },
};

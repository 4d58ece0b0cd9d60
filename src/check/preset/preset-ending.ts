import { presetUses } from "../../view/preset-uses.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const presetEnding: ZoneCheck = {
  id: "preset-ending",
  severity: "warning",
  rule: "A domain does not depend on a service that its vendor is ending; it moves in time.",
  source: "the preset's own declaration of its status",
  explanation: {
    why: "A vendor ends a service on an announced day, or accepts no new customers.",
    effect: "From that day on, nobody accepts the domain's mail.",
    fix: "Move to another service before that day. Until then, waive the finding and give your plan.",
    fails: example("mailbox: flock-mail"),
    passes: example("mailbox: titan-email", EXAMPLE_DKIM),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      for (const { preset, use } of presetUses(domain)) {
        const [status, date] = preset.status.split(" ");
        if (status === "current") continue;
        const name = `${preset.title} (${use.id})`;
        const where = { domain: withoutDot(domain.spec.domain), place: use.place };
        report(
          status === "ending"
            ? {
                message: `${preset.vendor} ends ${name} on ${date}; after that it does not handle the domain's mail`,
                help: `move to another service before ${date}`,
                ...where,
              }
            : {
                severity: "info",
                message: `${name} accepts no new customers; the preset is for those who already have it`,
                help: "nothing to do while the service works for you; use another one for a new domain",
                ...where,
              },
        );
      }
    }
  },
};

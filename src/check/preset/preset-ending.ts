import { presetUses } from "../../view/preset-uses.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";

export const presetEnding: ZoneCheck = {
  id: "preset-ending",
  severity: "warning",
  rule: "A domain's service goes on; from one that its vendor ends, the domain moves in time.",
  source: "the preset's own declaration of its status",
  explanation: {
    why: "A vendor ends a service on a day that it announces, or takes no new customers.",
    effect: "From that day on nobody takes the domain's mail.",
    fix: "Move to another service before that day; until then waive the finding with the plan.",
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
                message: `${preset.vendor} ends ${name} on ${date}; from then on it does no mail for the domain`,
                help: `move to another service before ${date}`,
                ...where,
              }
            : {
                severity: "info",
                message: `${name} takes no new customers; it is here for those who have it`,
                help: "nothing, while the service works for you; a new domain needs another one",
                ...where,
              },
        );
      }
    }
  },
};

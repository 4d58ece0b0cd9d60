import { presetUses } from "../../view/preset-uses.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, EXAMPLE_KEY, example } from "../example.ts";

export const presetManaged: ZoneCheck = {
  id: "preset-managed",
  severity: "warning",
  rule: "Records that a DNS host makes and locks itself for its own mail service come from there alone.",
  source:
    "https://developers.cloudflare.com/api/go/resources/email_routing/subresources/dns/methods/create (read 2026-11-21)",
  explanation: {
    why: "Cloudflare adds the records of Email Routing when it is switched on, and lets nobody change them.",
    effect: "Records from here are refused as duplicates, or the two overwrite each other.",
    fix: "Switch the service on at the vendor and leave its preset out; or, where it is not switched on there, waive the finding.",
    fails: example(
      `mailbox: {provider: cloudflare-email-routing, with: {dkim_value: "v=DKIM1; p=${EXAMPLE_KEY}"}}`,
    ),
    passes: example("mailbox: improvmx", EXAMPLE_DKIM),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      for (const { preset, use } of presetUses(domain)) {
        if (!preset.conflicts.includes("provider-managed")) continue;
        const isThere = zone.cloud.title === preset.vendor;
        const name = `${preset.title} (${use.id})`;
        report({
          message: isThere
            ? `${preset.vendor} makes and locks the records of ${name} itself when the service is switched on, so those from here would be refused, or the two would fight`
            : `${name} works for zones at ${preset.vendor}, and this one is at ${zone.cloud.title}, so it would not take the domain's mail`,
          help: isThere
            ? `switch the service on at ${preset.vendor} and leave the preset out; where its records are published from here alone, waive this finding with that as the reason`
            : `move the zone to ${preset.vendor}, or use another service`,
          domain: withoutDot(domain.spec.domain),
          place: use.place,
        });
      }
    }
  },
};

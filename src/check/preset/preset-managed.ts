import type { Domain } from "../../preset/domain.ts";
import { printValue } from "../../source/print.ts";
import type { PresetUse } from "../../spec/spec.ts";
import { presetUses } from "../../view/preset-uses.ts";
import { relativeName, withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, EXAMPLE_KEY, example } from "../example.ts";

export const presetManaged: ZoneCheck = {
  id: "preset-managed",
  severity: "warning",
  rule: "Records that a DNS host creates and locks for its own mail service come only from that host.",
  source:
    "https://developers.cloudflare.com/api/go/resources/email_routing/subresources/dns/methods/create (read 2026-11-21)",
  explanation: {
    why: "Cloudflare adds the records of Email Routing when you enable it, and nobody can change them.",
    effect: "Records from a preset are rejected as duplicates, or the two overwrite each other.",
    fix: "Enable the service at the vendor and remove its preset. If it is not enabled there, waive the finding.",
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
            ? `${preset.vendor} creates and locks the records of ${name} when you enable the service, so records from a preset would be rejected or conflict with them`
            : `${name} works for zones at ${preset.vendor}, and this one is at ${zone.cloud.title}, so it would not accept the domain's mail`,
          help: isThere
            ? `enable the service at ${preset.vendor}, and replace the preset with ${standIn(domain, use)}, so that mailzone leaves its records alone; if only the preset publishes them, waive this finding with that as the reason`
            : `move the zone to ${preset.vendor}, or use another service`,
          domain: withoutDot(domain.spec.domain),
          place: use.place,
        });
      }
    }
  },
};

/** The lines of a spec that leave the preset's names to the vendor; the mode is no longer clear from the mailbox. */
function standIn({ spec, records }: Domain, { place }: PresetUse): string {
  const owners = records.flatMap(({ name, origin }) =>
    origin.preset !== undefined && origin.place === place ? [relativeName(name, spec.domain)] : [],
  );
  return `mode: ${spec.mode} and external: ${printValue([...new Set(owners)].filter((owner) => owner !== "_dmarc"))}`;
}

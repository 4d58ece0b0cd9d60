import type { Name } from "../zone/name.ts";
import { innerAliases } from "./aliases.ts";
import { answering } from "./answering.ts";
import type { FleetCheck } from "./check.ts";
import { example } from "./example.ts";
import { ofTarget } from "./inside.ts";
import { shownName, shownRecord } from "./wording.ts";

export const cnameTargetExists: FleetCheck = {
  id: "cname-target-exists",
  severity: "warning",
  rule: "The target of a CNAME inside a managed zone is in the model or named under external, and a key's or policy's target has TXT.",
  source: "practice",
  explanation: {
    why: "A CNAME to a name that does not exist answers as if the CNAME were not there; a typing mistake in the target looks just so.",
    effect: "Mail programs do not find their server, or receivers their key or policy.",
    fix: "Add the target to records, correct it, or list it under external if something else manages it.",
    fails: example("mode: parked", "records:", "  - {name: mail, type: CNAME, value: host.example.com}"),
    passes: example(
      "mode: parked",
      "external: [host]",
      "records:",
      "  - {name: mail, type: CNAME, value: host.example.com}",
    ),
  },
  checkFleet(zones, report) {
    for (const { zone, record, target, holder } of innerAliases(zones).values()) {
      // an apex always exists, whatever the model knows of it
      if (target === holder.name || holder.external.has(target)) continue;
      const types = answering(holder, target)?.map(({ type }) => type);
      const needsText = isPolicyName(record.name);
      if (types !== undefined && (!needsText || types.includes("TXT") || types.includes("CNAME"))) continue;
      const lack = types === undefined ? "which no spec has" : "which has no TXT record";
      report({
        message: `${shownRecord(record)} leads to a name in the zone ${shownName(holder.name)} ${lack}, so ${needsText ? "no key or policy is found there" : "it has no answer unless something else makes it"}`,
        help: `add ${shownName(target)} to records, or list it under external if something else manages it`,
        ...ofTarget(zone, record),
      });
    }
  },
};

const isPolicyName = (name: Name): boolean => name.startsWith("_dmarc.") || name.includes("._domainkey.");

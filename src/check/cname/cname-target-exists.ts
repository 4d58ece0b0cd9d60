import { parseDkim } from "../../mail/dkim.ts";
import { isDmarc, isSelector } from "../../mail/text-kind.ts";
import { innerAliases } from "../../view/aliases.ts";
import { answering, isDelegated } from "../../view/answering.ts";
import { atTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { RRset } from "../../zone/rrset.ts";
import type { FleetCheck } from "../check.ts";
import { example } from "../example.ts";

export const cnameTargetExists: FleetCheck = {
  id: "cname-target-exists",
  severity: "warning",
  rule: "The target of a CNAME inside a managed zone is in the specs or under external, and the target of a DKIM selector or of _dmarc has a key or a policy.",
  source: "practice",
  explanation: {
    why: "A CNAME to a name that does not exist gives no answer, and a typo in the target looks just like that.",
    effect: "Mail clients do not find their server, or receivers do not find their key or policy.",
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
      // an apex always exists, whatever the specs have there
      if (target === holder.name || holder.external.has(target) || isDelegated(holder, target)) continue;
      const rrsets = answering(holder, target);
      const wanted = WANTED.find(({ isAt }) => isAt(record.name));
      if (rrsets !== undefined && (wanted === undefined || holds(rrsets, wanted))) continue;
      const lack = rrsets === undefined ? "which no spec has" : `which has no ${wanted?.kind}`;
      report({
        message: `${shownRecord(record)} leads to a name in the zone ${shownName(holder.name)} ${lack}, so ${wanted === undefined ? "it does not resolve unless something else creates that name" : "receivers find no key or policy there"}`,
        help:
          rrsets === undefined || wanted === undefined
            ? `add ${shownName(target)} to records, or list it under external if something else manages it`
            : `give ${shownName(target)} the TXT with the ${wanted.kind}, or point the CNAME to the name that has it`,
        ...atTarget(zone, record),
      });
    }
  },
};

interface Wanted {
  readonly kind: string;
  readonly isAt: (name: Name) => boolean;
  readonly isIn: (text: string) => boolean;
}

const WANTED: readonly Wanted[] = [
  { kind: "DMARC policy", isAt: (name) => name.startsWith("_dmarc."), isIn: isDmarc },
  // an empty p= is a revoked key (RFC 6376 §3.6.1)
  { kind: "DKIM key", isAt: isSelector, isIn: (text) => Boolean(parseDkim(text).key) },
];

/** Whether the name has such a text, or points to another name. */
const holds = (rrsets: readonly RRset[], { isIn }: Wanted): boolean =>
  rrsets.some(
    ({ type, records }) =>
      type === "CNAME" || records.some(({ data }) => data.type === "TXT" && isIn(data.text)),
  );

import type { Zone } from "../../plan/zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { answering, isDelegated } from "../../view/answering.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { absolute, type Name, withoutDot } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { termAt } from "./problems.ts";

export const spfExistsFixed: AmongCheck = {
  id: "spf-exists-fixed",
  severity: "warning",
  rule: "The name of exists: has a macro that differs by sender, such as %{i}; a fixed name lets everybody pass or nobody.",
  source: "RFC 7208 §5.7, §7.2",
  explanation: {
    why: "exists matches every message for which its name has an A record. Without %{i}, %{s}, %{l}, %{o}, %{h} or %{p} the name is always the same.",
    effect:
      "Once the name has an address, everybody can send as the domain. Until then the lookup is wasted.",
    fix: "Write the name that the service gives you, such as exists:%{i}._spf.example.net, or a: for a single host.",
    fails: textExample("@", "v=spf1 exists:mail.example.net -all"),
    passes: textExample("@", "v=spf1 a:mail.example.net -all"),
  },
  checkAmong(zone, zones, report) {
    for (const { record, text, spf } of textRecords(zone).spf) {
      for (const term of spf.terms) {
        if (term.name !== "exists" || VARYING.test(term.domain)) continue;
        const name = absolute(term.domain.replaceAll(/%\{d\}/gi, withoutDot(record.name)));
        const has = hasAddress(name, zone, zones);
        const isOpen = has === true && term.qualifier === "+";
        report({
          ...(isOpen ? { severity: "error" } : {}),
          message: `the SPF record of ${shownName(record.name)} has ${termAt(text, term.offset)}, whose name is the same for every message, so ${EFFECTS[String(has)]}${isOpen ? " and anyone can send as the domain" : ""}`,
          help: "use a macro such as %{i} in the name, write a: for a single host, or delete the term",
          ...atText(zone, record, term),
        });
      }
    }
  },
};

/** Macros that differ by message; %{d} is the domain itself, and %{v} only says which kind of address. */
const VARYING = /%\{[slohip]/i;

/** By whether the name has an address: in the run, or unknown. */
const EFFECTS: Readonly<Record<string, string>> = {
  true: "it matches everybody",
  false: "it matches nobody, since the name has no A record",
  undefined: "it matches everybody as soon as that name has an A record",
};

/** Whether the run's zones have an A record at the name; undefined for names that they do not hold or cannot see. */
function hasAddress(name: Name, zone: Zone, zones: readonly Zone[]): boolean | undefined {
  const holder = name.includes("%") ? undefined : zoneIndex(zones).zoneOf(name, zone);
  if (holder === undefined || holder.external.has(name) || isDelegated(holder, name)) return undefined;
  const types = answering(holder, name)?.map(({ type }) => type);
  if (types === undefined || types.includes("CNAME")) return undefined;
  return types.includes("A");
}

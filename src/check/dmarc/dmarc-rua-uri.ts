import { quote } from "../../finding.ts";
import { itemSpan, valueSpan } from "../../mail/tag-list.ts";
import type { DmarcRecord } from "../../plan/dmarc-at.ts";
import type { Zone } from "../../plan/zone.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { parentName, withoutDot } from "../../zone/name.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

export const dmarcRuaUri: ZoneCheck = {
  id: "dmarc-rua-uri",
  severity: "error",
  rule: "Each address in rua and ruf is a URI, such as mailto:dmarc@example.net, and one of them a mailto: with a full domain name; receivers skip anything else.",
  source: "RFC 9989 §4.6, §4.8",
  explanation: {
    why: "An address without mailto: is not a URI, and mailto: is the only kind that receivers must support. Commas separate addresses, so a comma inside one is written %2C, and ! is written %21.",
    effect: "Receivers send no reports, and nobody notices whose mail fails.",
    fix: "Write mailto: in front of the address.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; rua=dmarc@example.com"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    dmarcProblems(zone, report, ({ kind, tag, message }) =>
      kind === "value" && (tag === "rua" || tag === "ruf")
        ? {
            says: `has an invalid address for reports: ${message}, so receivers skip it`,
            help: "write it as mailto:name@example.com, and separate addresses with commas",
          }
        : undefined,
    );
    for (const policy of textRecords(zone).policies) {
      for (const tag of ["rua", "ruf"] as const) uncertain(zone, policy, tag, report);
    }
  },
};

/** Warns of sound URIs that most receivers cannot send to. */
function uncertain(zone: Zone, { record, dmarc }: DmarcRecord, tag: "rua" | "ruf", report: Report): void {
  const uris = dmarc[tag];
  // the problems above are with addresses that are not URIs
  const isSound = dmarc.problems.every((problem) => problem.tag !== tag || problem.kind === "size");
  if (uris.length === 0 || !isSound) return;
  if (!uris.some((uri) => /^mailto:/i.test(uri))) {
    report({
      severity: "warning",
      message: `the DMARC record ${shownName(record.name)} has no mailto: address in ${tag}=, the only kind that receivers must support, so few or no reports arrive`,
      help: `add an address such as mailto:dmarc@${withoutDot(parentName(record.name))} to ${tag}`,
      ...atText(zone, record, valueSpan(dmarc.tags, tag)),
    });
    return;
  }
  for (const uri of uris) {
    if (/^(?:mailto|https?):/i.test(uri)) continue;
    report({
      severity: "warning",
      message: `the DMARC record ${shownName(record.name)} has ${quote(uri)} in ${tag}=, to which no receiver is known to send reports`,
      help: "write it as mailto:name@example.com, or delete it",
      ...atText(zone, record, itemSpan(dmarc.tags, tag, uri)),
    });
  }
}

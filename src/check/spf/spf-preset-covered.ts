import type { Zone } from "../../plan/zone.ts";
import type { Domain } from "../../preset/domain.ts";
import { bareTerm } from "../../preset/spf-terms.ts";
import { isSending } from "../../view/mail-domain.ts";
import { type SpfReach, spfReach } from "../../view/spf-tree.ts";
import { type SpfRecord, spfAt } from "../../view/text-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck, Report } from "../check.ts";
import { example } from "../example.ts";

const OWN = "mailbox: {provider: tencent-exmail, groups: {spf: false}}";

export const spfPresetCovered: AmongCheck = {
  id: "spf-preset-covered",
  severity: "error",
  rule: "The SPF record of a domain has the terms of every service that sends for it according to the spec.",
  source: "RFC 7208 §5.2, §6.1; design",
  explanation: {
    why: "Presets merge their terms by themselves. A record of your own in place of theirs needs these terms too, itself or in a record of the specs that it includes or redirects to.",
    effect: "Mail sent through the service fails SPF.",
    fix: "List your other senders under spf:, and keep the preset's record.",
    fails: example(OWN, "records:", "  - {type: TXT, value: 'v=spf1 ip4:100.20.30.40 -all'}"),
    passes: example("mailbox: tencent-exmail", "spf: {ip4: [100.20.30.40], all: fail}"),
  },
  checkAmong(zone, zones, report) {
    for (const { domain } of zone.domains) {
      if (!isSending(domain)) continue;
      const wanted = wantedTerms(domain);
      if (wanted.size === 0) continue;
      // spf-single reports several records
      const [found, second] = spfAt(zone, domain.spec.domain);
      if (found !== undefined && second === undefined)
        missing(zone, found, spfReach(zones, zone, found.spf), wanted, report);
    }
  },
};

/** The terms that presets give the mail domain itself, whatever their parameters, and the spec does not leave out, each with its preset. */
function wantedTerms({ presets, spec }: Domain): ReadonlyMap<string, string> {
  const terms = new Map<string, string>();
  const without = new Set(spec.input.spf?.without?.map(bareTerm));
  // while two providers are in use, their hosts are written out in place of mx
  if (spec.standby !== undefined) without.add("mx");
  for (const preset of presets) {
    for (const record of preset.records) {
      if (record.type !== "SPF" || record.name !== "@" || record.need !== "required") continue;
      for (const term of record.terms)
        if (!term.includes("{") && !without.has(bareTerm(term)))
          terms.set(term.toLowerCase(), preset.askedFor);
    }
  }
  return terms;
}

function missing(
  zone: Zone,
  { record, text }: SpfRecord,
  { passing, leaving }: SpfReach,
  wanted: ReadonlyMap<string, string>,
  report: Report,
): void {
  const has = new Set(text.toLowerCase().split(" "));
  // of two qualifiers the merged record keeps the one that lets more pass
  const lacking = [...wanted].filter(([term]) => !has.has(term) && !passing.has(term.replace(/^[-~?]/, "")));
  if (lacking.length === 0) return;
  // another include may cover the service
  const unsure = leaving.some((term) => !wanted.has(term));
  for (const [term, preset] of lacking) {
    report({
      severity: unsure ? "warning" : "error",
      message: `the SPF record of ${shownName(record.name)} does not have ${term}, which ${preset} needs, so mail through ${preset} fails SPF${unsure ? " unless another term covers it" : ""}`,
      help: `add ${term} to this record, or move its terms under spf: and keep the preset's record`,
      ...atRecord(zone, record),
    });
  }
}

import { quote } from "../../finding.ts";
import { isSelector, textKind } from "../../mail/text-kind.ts";
import type { Zone } from "../../plan/zone.ts";
import type { Preset, PresetRecord } from "../../preset/preset.ts";
import { namesIn } from "../../preset/template.ts";
import { areFromPresets, distinctRecords, isSeveral } from "../../view/distinct.ts";
import { presetRecord } from "../../view/mail-domain.ts";
import { namedAs } from "../../view/preset-uses.ts";
import { atConflict, domainOf, settle } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownData, shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const rrConflictPresets: ZoneCheck = {
  id: "rr-conflict-presets",
  severity: "error",
  rule: "Two presets do not give a name two records of a kind that it can have once, such as a CNAME or a DKIM key.",
  source: "RFC 2181 §10.1, RFC 7208 §3.2, RFC 6376 §3.6.2.2, RFC 9989 §4.10, RFC 8461 §3.1, RFC 8460 §3",
  unwaivable: "no name can have both of these records",
  explanation: {
    why: "Each vendor's guide is written as if it were the only one, but some names can have only one record.",
    effect: "One service or both fail, and nobody can tell which.",
    fix: "Leave out one preset's record with without, or give one service its own name. At a DKIM selector, one service needs another selector: without its key, its mail is not signed.",
    fails: example("mailbox: netease-enterprise", "dmarc: {policy: none}"),
    passes: example("mailbox: netease-enterprise"),
  },
  check(zone, report) {
    for (const rrset of zone.rrsets) {
      if (rrset.records.length < 2) continue;
      if (rrset.type === "CNAME") conflict(zone, rrset.records, "CNAME", report);
      if (rrset.type === "TXT") {
        const byKind = Map.groupBy(rrset.records, ({ name, data }) =>
          data.type === "TXT" ? textKind(name, data.text) : undefined,
        );
        for (const [kind, records] of byKind) {
          if (kind !== undefined) conflict(zone, records, `${kind} record`, report);
        }
      }
    }
    for (const { domain } of zone.domains) {
      for (const { text, winner, winnerPlace, place, preset } of domain.overriddenDmarc) {
        report({
          severity: "info",
          message: `the DMARC record of ${preset.id}, ${quote(text)}, is not published: ${shownName(domain.spec.domain)} has ${quote(winner)}`,
          help: "nothing to do if that is intended; otherwise set the policy that you want under dmarc:",
          domain: withoutDot(domain.spec.domain),
          place,
          related: [winnerPlace, { place: preset.place, note: `from the preset ${preset.id}` }],
        });
      }
    }
  },
};

function conflict(zone: Zone, all: readonly ZoneRecord[], kind: string, report: Report): void {
  const records = distinctRecords(all);
  if (!isSeveral(records) || !areFromPresets(records)) return;
  const [first, ...others] = records;
  const at = others.at(-1) ?? first;
  const ids = [...new Set(records.map(({ origin }) => origin.preset?.id ?? ""))];
  report({
    message: `${shownName(first.name)} gets more than one ${kind} from ${listed(ids)} (${listed(records.map(shownData))}), but receivers can use at most one`,
    help: isSelector(first.name) ? otherSelector(zone, records) : settle(zone, at, first),
    ...atConflict(
      zone,
      at,
      records.filter((record) => record !== at),
    ),
  });
}

/** The edit that gives a service another selector; to leave out a key would leave its mail unsigned. */
function otherSelector(zone: Zone, records: readonly ZoneRecord[]): string {
  for (const record of records.toReversed()) {
    const domain = domainOf(zone, record);
    const id = record.origin.preset?.id;
    const preset = domain?.presets.find(({ askedFor }) => askedFor === id);
    const line = domain && presetRecord(domain, record);
    const parameter = preset && line && selectorParameter(preset, line);
    if (parameter === undefined || domain === undefined || id === undefined) continue;
    return `set another selector at ${id}, and give it as ${parameter}: {${namedAs(domain.spec, id)}, with: {${parameter}: ...}}`;
  }
  return "have one of the services use another selector or, if it cannot, send from a domain of its own below this one";
}

/** The parameter from which the owner of a record comes, directly or derived; undefined if the vendor fixes it. */
function selectorParameter({ parameters }: Preset, { name }: PresetRecord): string | undefined {
  for (const one of namesIn(name)) {
    const derive = parameters[one]?.derive;
    const from = typeof derive === "object" && "map" in derive ? derive.map : one;
    if (parameters[from] !== undefined) return from;
  }
  return undefined;
}

import type { Zone } from "../../plan/zone.ts";
import type { Domain, WithheldMx } from "../../preset/domain.ts";
import { namesIn } from "../../preset/template.ts";
import { receiversAt } from "../../view/known-hosts.ts";
import { type MailHost, mailHosts } from "../../view/mail-hosts.ts";
import { namedAs } from "../../view/preset-uses.ts";
import { atConflict, editable } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownData, shownName } from "../../words/record.ts";
import { isWithin, labels, type Name, parentName, withoutDot } from "../../zone/name.ts";
import { compareRdata } from "../../zone/order.ts";
import { registeredDomain } from "../../zone/public-suffix.ts";
import { isNullMx } from "../../zone/rdata.ts";
import type { RRset, ZoneRecord } from "../../zone/rrset.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxMixedPresets: ZoneCheck = {
  id: "mx-mixed-presets",
  severity: "warning",
  rule: "All MX records of a name belong to one mail provider; with two, each receives a part of the mail. MX records that a sender has for the mail domain are left out if there is a mailbox.",
  source: "practice",
  explanation: {
    why: "Senders choose among the MX records of a name by preference and at random, so each provider receives a part of the mail.",
    effect: "Some mail arrives where the mailboxes are not, or bounces.",
    fix: "Keep the MX records of one provider, and give a sender its own name. If you split delivery on purpose, waive this check and give the reason.",
    fails: example("mailbox: tencent-exmail", "records:", "  - {type: MX, value: 20 mx.old-provider.net}"),
    passes: example("mailbox: tencent-exmail"),
  },
  check(zone, report) {
    const seen = new Set<Name>();
    for (const { record } of mailHosts(zone)) {
      if (seen.has(record.name)) continue;
      seen.add(record.name);
      const rrset = zone.owners.get(record.name)?.find(({ type }) => type === "MX");
      if (rrset === undefined || rrset.records.length < 2) continue;
      if (rrset.records.some(({ origin }) => origin.preset !== undefined)) mixed(zone, rrset, report);
      else mixedByHand(zone, rrset, report);
    }
    for (const { domain } of zone.domains) {
      if (domain.withheldMx.length === 0) continue;
      // one finding for the MX of one group of one use of a preset
      const byGroup = Map.groupBy(
        domain.withheldMx,
        ({ place, record }) => `${place.line} ${place.column} ${record.group}`,
      );
      for (const [first, ...more] of byGroup.values()) {
        if (first !== undefined) withheld(domain, [first, ...more], report);
      }
    }
  },
};

function mixed(zone: Zone, { name, records }: RRset, report: Report): void {
  const first = records.find(({ origin }) => origin.preset !== undefined);
  const preset = first?.origin.preset;
  if (first === undefined || preset === undefined) return;
  const same = records.filter(({ origin }) => origin.preset?.id === preset.id);
  // another host of the same provider, written by hand, is beside or below those of its preset
  const homes = same.map((record) => parentName(exchangeOf(record)));
  const others = records.filter(
    (record) =>
      !same.includes(record) && !homes.some((home) => home !== "." && isWithin(exchangeOf(record), home)),
  );
  const [stranger] = others;
  if (stranger === undefined) return;
  const at = editable([stranger, ...others.slice(1)]);
  report({
    message: `the mail of ${shownName(name)} goes to the MX of ${preset.id} and also to ${listed(others.map(shownData))}, so each provider receives a part of it`,
    help: "keep the MX of one provider: delete this record, or remove the preset",
    ...atConflict(zone, at, [first]),
  });
}

/** MX that no preset gives: a service is known by its hosts, everybody else by the name that they registered. */
function mixedByHand(zone: Zone, { name, records: all }: RRset, report: Report): void {
  // a null MX beside others is mx-null-alone
  const records = all.filter(({ data }) => !isNullMx(data)).sort((a, b) => compareRdata(a.data, b.data));
  const [service] = [...Map.groupBy(records, (record) => receiversAt(zone, exchangeOf(record))[0])]
    .filter(([id]) => id !== undefined)
    .sort(([, a], [, b]) => b.length - a.length);
  const [id, own] = service ?? [];
  const [first] = own ?? [];
  if (id === undefined || own === undefined || first === undefined) return;
  const owners = new Set(own.map(ownerOf));
  const others = records.filter(
    (record) => !receiversAt(zone, exchangeOf(record)).includes(id) && !owners.has(ownerOf(record)),
  );
  const [stranger] = others;
  if (stranger === undefined) return;
  report({
    message: `the mail of ${shownName(name)} goes to ${id} (${shownName(exchangeOf(first))}) and also to ${listed(others.map(shownData))}, so each receives a part of it`,
    help: "keep the MX of one provider, and delete the others",
    ...atConflict(zone, editable([stranger, ...others.slice(1)]), [first]),
  });
}

/** The label that is registered, whatever comes after it: `ovh` of ovh.net and ovh.com. */
const ownerOf = (record: ZoneRecord): string => labels(registeredDomain(exchangeOf(record)))[0] ?? "";

function exchangeOf({ data }: MailHost["record"] | ZoneRecord): Name {
  return data.type === "MX" ? data.exchange : ".";
}

/** MX records that a sender wants at the mail domain, and could have at its own name. */
function withheld({ spec }: Domain, all: readonly [WithheldMx, ...WithheldMx[]], report: Report): void {
  const [{ preset, record, place }] = all;
  const name = shownName(spec.domain);
  const isNeeded = all.some((one) => one.record.need === "required");
  const [parameter] = namesIn(record.name);
  const example = parameter === undefined ? undefined : preset.parameters[parameter]?.example;
  const named = namedAs(spec, preset.askedFor);
  const use = (more: string): string => `senders: [{${named}, ${more}}]`;
  const ways = [
    ...(parameter === undefined || typeof example !== "string" || example === "@"
      ? []
      : [`give it its own name with ${use(`with: {${parameter}: ${example}}`)}`]),
    `write a spec for a name below ${name}`,
    // a template has only the groups that it names, and the MX may be in none
    ...(named.startsWith("template:")
      ? []
      : [
          `leave it out with ${use(`groups: {${record.group}: false}`)}${isNeeded ? ", if the service works without it" : ""}`,
        ]),
  ];
  report({
    severity: isNeeded ? "error" : "info",
    message: `the MX of ${preset.askedFor} (${listed(all.map(({ exchange }) => exchange))}) is left out at ${name}, where it would receive a part of the mailbox's mail${isNeeded ? "; the service requires it" : ""}`,
    help: ways.join(", or "),
    domain: withoutDot(spec.domain),
    place,
    related: all.map((one) => ({ place: one.record.place, note: `from the preset ${preset.askedFor}` })),
  });
}

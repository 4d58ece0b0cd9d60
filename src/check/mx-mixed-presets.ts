import type { Zone } from "../cloud/zone.ts";
import { isWithin, type Name } from "../zone/name.ts";
import type { RRset, ZoneRecord } from "../zone/zone.ts";
import { parent } from "./answering.ts";
import type { Report, ZoneCheck } from "./check.ts";
import { example } from "./example.ts";
import { type MailHost, mailHosts } from "./mail-hosts.ts";
import { editable, ofConflict } from "./origin.ts";
import { listed, shownData, shownName } from "./wording.ts";

export const mxMixedPresets: ZoneCheck = {
  id: "mx-mixed-presets",
  severity: "warning",
  rule: "All MX of a name lead to one mail provider; with two, each gets a part of the mail.",
  source: "practice",
  explanation: {
    why: "Senders choose among the MX of a name by preference and chance, so each provider gets a part of the mail.",
    effect: "A part of the mail lands where the mailboxes are not, or bounces.",
    fix: "Keep the MX of one provider. Where delivery is split on purpose, waive this check with the reason.",
    fails: example("mailbox: tencent-exmail", "records:", "  - {type: MX, value: 20 mx.old-provider.net}"),
    passes: example("mailbox: tencent-exmail"),
  },
  check(zone, report) {
    const seen = new Set<Name>();
    for (const { record } of mailHosts(zone)) {
      if (record.origin.preset === undefined || seen.has(record.name)) continue;
      seen.add(record.name);
      const rrset = zone.owners.get(record.name)?.find(({ type }) => type === "MX");
      if (rrset !== undefined && rrset.records.length > 1) mixed(zone, rrset, report);
    }
  },
};

function mixed(zone: Zone, { name, records }: RRset, report: Report): void {
  const first = records.find(({ origin }) => origin.preset !== undefined);
  const preset = first?.origin.preset;
  if (first === undefined || preset === undefined) return;
  const same = records.filter(({ origin }) => origin.preset?.id === preset.id);
  // a further host of the same provider, written by hand, lies beside or below those of its preset
  const homes = same.map((record) => parent(exchangeOf(record)));
  const others = records.filter(
    (record) =>
      !same.includes(record) && !homes.some((home) => home !== "." && isWithin(exchangeOf(record), home)),
  );
  const [stranger] = others;
  if (stranger === undefined) return;
  const at = editable([stranger, ...others.slice(1)]);
  report({
    message: `the mail of ${shownName(name)} goes to the MX of ${preset.id} and also to ${listed(others.map(shownData))}, so each provider gets a part of it`,
    help: "keep the MX of one provider: delete this record, or take the other preset away",
    ...ofConflict(zone, at, [first]),
  });
}

function exchangeOf({ data }: MailHost["record"] | ZoneRecord): Name {
  return data.type === "MX" ? data.exchange : ".";
}

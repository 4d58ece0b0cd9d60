import type { Zone } from "../../plan/zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { shownName } from "../../words/record.ts";
import { parentName, withoutDot } from "../../zone/name.ts";
import type { AmongCheck } from "../check.ts";

export const dnssecParent: AmongCheck = {
  id: "dnssec-parent",
  severity: "info",
  rule: "The DS record of a signed zone is in the zone above, which is signed too; mailzone publishes no DS records.",
  source: "RFC 4035 §2.4 and §5.2",
  explanation: {
    why: "Resolvers follow DS records from the root down. A DS record says which key the zone below has, and is itself signed with the key of the zone above. The key is known only once the zone is signed, and mailzone has no DS records.",
    effect:
      "Without it, or in a zone that is not signed, the zone counts as unsigned: nothing breaks, and nothing is protected.",
    fix: "Sign the zone above too, and add the DS record there that pulumi up prints as dnssec: in the cloud's console, or in a program of yours.",
    fails:
      "domain: example.com\ndns: {cloud: route53, create: true}\nmode: parked\n---\ndomain: shop.example.com\ndns: {cloud: route53, create: true, dnssec: true}\nmode: parked\n",
    passes: "domain: shop.example.com\ndns: {cloud: route53, create: true, dnssec: true}\nmode: parked\n",
  },
  checkAmong({ name, dnssec, domains }, zones, report) {
    const above = dnssec?.is === "on" ? zoneAbove(name, zones) : undefined;
    if (dnssec === undefined || above === undefined) return;
    const domain = domains[0]?.domain.spec.domain;
    const state =
      above.create === undefined || above.dnssec?.is === "on"
        ? ""
        : `; and ${shownName(above.name)} has no dnssec: true, without which it counts for nothing`;
    report({
      message: `the DS record of ${shownName(name)} belongs in the zone ${shownName(above.name)}, and mailzone publishes no DS records${state}`,
      help: `after pulumi up, add the DS record that it prints as dnssec to ${shownName(above.name)} at ${above.cloud.title}, in the console or in a program of yours`,
      ...(domain !== undefined && { domain: withoutDot(domain) }),
      place: dnssec.place,
    });
  },
};

function zoneAbove(name: Zone["name"], zones: readonly Zone[]): Zone | undefined {
  const index = zoneIndex(zones);
  for (let at = parentName(name); at !== "."; at = parentName(at)) {
    const [above] = index.named(at);
    if (above !== undefined) return above;
  }
  return undefined;
}

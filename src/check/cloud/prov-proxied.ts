import type { Zone } from "../../plan/zone.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import { pointsTo } from "../../zone/rdata.ts";
import type { RRset } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const provProxied: ZoneCheck = {
  id: "prov-proxied",
  severity: "error",
  rule: "No mail host and no name of a mail preset is proxied; a web proxy accepts neither SMTP nor IMAP.",
  source: "https://developers.cloudflare.com/dns/proxy-status/ (2026-11-21)",
  explanation: {
    why: "A web proxy answers for a name with its own addresses and accepts only web connections.",
    effect: "Mail clients and servers cannot connect, and receivers do not find keys.",
    fix: "Disable the proxy for the name. No spec can enable the proxy today. The check guards what is sent to the cloud.",
    fails: "# no spec can enable the proxy today\n",
    passes: example("mailbox: tencent-exmail", "records:", "  - {name: www, type: A, value: 198.51.100.7}"),
  },
  // checks what would be sent, so that no later way to enable the proxy gets past it
  check(zone, report) {
    let hosts: ReadonlySet<Name> | undefined;
    for (const rrset of zone.rrsets) {
      if (!PROXIED.has(rrset.type) || zone.cloud.id !== "cloudflare") continue;
      const { name, cloud } = zone;
      const resources = cloud.lower(rrset, { name, id: zone.zoneId ?? null });
      if (!resources.some(({ args }) => args["proxied"] === true)) continue;
      hosts ??= mailHostNames(zone);
      const record = rrset.records[0];
      if (record === undefined || !isForMail(rrset, hosts)) continue;
      report({
        message: `${shownName(rrset.name)} ${rrset.type} would be proxied by ${cloud.title}, which accepts no mail connections, so mail to it fails`,
        help: "disable the proxy for this name",
        ...atRecord(zone, record),
      });
    }
  },
};

/** The types that can be proxied. */
const PROXIED: ReadonlySet<string> = new Set(["A", "AAAA", "CNAME"]);

/** Whether it is from a preset, is a DKIM key, or is the target of MX or SRV. The web host `mta-sts` may be proxied. */
function isForMail({ name, records }: RRset, hosts: ReadonlySet<Name>): boolean {
  if (name.startsWith("mta-sts.")) return false;
  return (
    hosts.has(name) ||
    name.includes("_domainkey.") ||
    records.some(({ origin }) => origin.preset !== undefined)
  );
}

function mailHostNames(zone: Zone): ReadonlySet<Name> {
  const names = new Set<Name>();
  for (const { type, records } of zone.rrsets) {
    if (type !== "MX" && type !== "SRV") continue;
    for (const { data } of records) {
      const target = pointsTo(data);
      if (target !== undefined) names.add(target);
    }
  }
  return names;
}

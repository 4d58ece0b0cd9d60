/** MX records of a zone with their hosts. */
import { isIPv4, isIPv6 } from "node:net";
import type { Zone } from "../plan/zone.ts";
import { zoneIndex } from "../plan/zone-index.ts";
import type { Name } from "../zone/name.ts";
import type { ZoneRecord } from "../zone/rrset.ts";
import { once } from "./once.ts";
import { isPlainHost } from "./plain-name.ts";

export interface MailHost {
  readonly record: ZoneRecord;
  readonly exchange: Name;
  readonly preference: number;
}

/** Every MX except null MX (RFC 7505). */
export const mailHosts = once((zone: Zone): readonly MailHost[] => {
  const hosts: MailHost[] = [];
  for (const rrset of zone.rrsets) {
    if (rrset.type !== "MX") continue;
    for (const record of rrset.records) {
      const { data } = record;
      if (data.type === "MX" && data.exchange !== ".") {
        hosts.push({ record, exchange: data.exchange, preference: data.preference });
      }
    }
  }
  return hosts;
});

/** Those hosts that are in a zone of the run, each with that zone. */
export function mailHostsWithin(
  zone: Zone,
  zones: readonly Zone[],
): (MailHost & { readonly holder: Zone })[] {
  const index = zoneIndex(zones);
  return mailHosts(zone).flatMap((host) => {
    const holder = index.zoneOf(host.exchange, zone);
    return holder === undefined ? [] : [{ ...host, holder }];
  });
}

/** An address in place of a host name: `192.0.2.1`, `2001:db8::1`, either in brackets. */
export function addressLiteral(target: Name): string | undefined {
  if (isPlainHost(target)) return undefined;
  // an IPv6 address has no dot, so it was read as relative to the mail domain
  const written = target.includes(":") ? [target, target.slice(0, target.indexOf("."))] : [target];
  return written
    .map((text) => text.replace(/\.$/, "").replace(/^\[(?:ipv6:)?(.*)\]$/, "$1"))
    .find((text) => isIPv4(text) || isIPv6(text));
}

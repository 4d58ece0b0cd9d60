/** `dns-ipv6`: a host of the MX, and a name server, can be reached over IPv6. */
import type { Finding } from "../../finding.ts";
import { addressLiteral, mailHosts } from "../../view/mail-hosts.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { Resolver } from "../dns/resolver.ts";
import type { Adviser } from "./adviser.ts";
import { atZone } from "./at-zone.ts";

export const ipv6Hosts: Adviser = async ({ domain, zone, resolver }) => {
  const mx = mailHosts(zone).flatMap(({ record, exchange }) =>
    record.name === domain && addressLiteral(exchange) === undefined ? [exchange] : [],
  );
  // a zone's own NS are no part of it for the checks
  const { records } = await resolver.lookUp(domain, "NS");
  const servers = records.flatMap(({ name, data }) =>
    name === domain && data.type === "NS" ? [data.target] : [],
  );
  const lacking = [
    ...((await haveOnlyIpv4(mx, resolver)) ? ["no MX host"] : []),
    ...((await haveOnlyIpv4(servers, resolver)) ? ["no name server"] : []),
  ];
  return lacking.map(
    (what): Finding => ({
      code: "dns-ipv6",
      severity: "info",
      message: `${what} of ${shownName(domain)} has an IPv6 address, so networks without IPv4 do not reach it`,
      help: "ask the provider for IPv6, or publish AAAA records of your own hosts once they listen there",
      ...atZone(zone),
    }),
  );
};

/** Hosts without any address are another fault. */
async function haveOnlyIpv4(hosts: readonly Name[], resolver: Resolver): Promise<boolean> {
  const found = await Promise.all(
    hosts.map((host) => Promise.all([resolver.lookUp(host, "A"), resolver.lookUp(host, "AAAA")])),
  );
  return (
    found.some(([ipv4]) => ipv4.outcome === "found") &&
    found.every(([, ipv6]) => ipv6.outcome === "nodata" || ipv6.outcome === "nxdomain")
  );
}

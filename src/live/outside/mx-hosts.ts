/** `dns-mx-host`: the hosts of MX records have addresses of their own. */
import { specialUseOf } from "../../mail/special-addresses.ts";
import { addressLiteral, mailHosts } from "../../view/mail-hosts.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { LookUp, Resolver } from "../dns/resolver.ts";
import type { Judge } from "./judge.ts";

export const mxHosts: Judge = async (zone, _, resolver) => {
  const hosts = await Promise.all(
    // mx-not-ip reports an address in place of a host
    mailHosts(zone)
      .filter(({ exchange }) => addressLiteral(exchange) === undefined)
      .map(async (host) => ({ ...host, fault: await faultOf(host.exchange, resolver) })),
  );
  return hosts.flatMap(({ record, exchange, fault }) => {
    if (fault === undefined) return [];
    const others = hosts.filter((other) => other.record.name === record.name && !other.fault?.isFatal);
    return [
      {
        code: "dns-mx-host",
        // mail goes to another host, if there is one
        severity: fault.isFatal && others.length === 0 ? "error" : "warning",
        message: `${shownName(exchange)}, an MX host of ${shownName(record.name)}, ${fault.what}`,
        help: fault.help,
        ...atRecord(zone, record),
      } as const,
    ];
  });
};

interface Fault {
  /** Whether no mail reaches the host. */
  readonly isFatal: boolean;
  readonly what: string;
  readonly help: string;
}

async function faultOf(host: Name, resolver: Resolver): Promise<Fault | undefined> {
  const found = await Promise.all([resolver.lookUp(host, "A"), resolver.lookUp(host, "AAAA")]);
  const addresses = addressesIn(found);
  const [alias] = found.flatMap(({ aliases }) => aliases);
  if (addresses.length === 0) {
    if (found.some(({ outcome }) => outcome === "failed")) return undefined;
    const gone = found.some(({ outcome }) => outcome === "nxdomain");
    return {
      isFatal: true,
      what: gone ? "does not exist in DNS, so no mail reaches it" : "has no address, so no mail reaches it",
      help: "correct the host's name, or publish its addresses",
    };
  }
  const special = addresses.map(specialUseOf);
  if (special.every((use) => use !== undefined)) {
    return {
      isFatal: true,
      what: `has only ${listed(addresses)}, which is for ${listed([...new Set(special as string[])])}, so no mail reaches it from outside`,
      help: "publish an address that is reachable on the internet",
    };
  }
  if (alias === undefined) return undefined;
  return {
    isFatal: false,
    what: "is a CNAME, which an MX must not point to (RFC 5321 §5.1, RFC 2181 §10.3); some senders refuse it",
    help: "point the MX to the name that the CNAME leads to",
  };
}

export const addressesIn = (found: readonly LookUp[]): readonly string[] =>
  found.flatMap(({ records }) => records.flatMap(({ data }) => ("address" in data ? [data.address] : [])));

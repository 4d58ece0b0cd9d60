/** The name that a mail server of one's own gives itself (RFC 5321 §4.1.1.1, §4.2; RFC 1912 §2.1). */
import { quote } from "../../finding.ts";
import { reverseName } from "../../mail/network.ts";
import { firstOf, listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { absolute, hostFault, labels } from "../../zone/name.ts";
import type { Resolver } from "../dns/resolver.ts";
import { addressesIn } from "../outside/mx-hosts.ts";
import type { Fault } from "./fault.ts";
import type { Probe } from "./probe.ts";

/** Names that are none on the internet (RFC 6761, RFC 6762, RFC 8375). */
const LOCAL: ReadonlySet<string> = new Set([
  ...["localhost", "localdomain", "local", "internal", "lan", "home", "test", "invalid", "example"],
]);

export async function nameFaults({ ehlo, address }: Probe, resolver: Resolver): Promise<readonly Fault[]> {
  if (ehlo === undefined || literalOf(ehlo) === address) return [];
  const code = "smtp-name" as const;
  const help = "set the server's host name to the name that its address has in DNS, both ways";
  const fault = await faultOf(ehlo, address, resolver);
  if (fault !== undefined) {
    const what = `calls itself ${quote(ehlo)}, ${fault}, so receivers that check it refuse what it sends or take it for spam`;
    return [{ code, severity: "warning", what, help }];
  }
  const { records } = await resolver.lookUp(reverseName(address), "PTR");
  const names = records.flatMap(({ data }) => (data.type === "PTR" ? [data.target] : []));
  // dns-reverse reports that there is none
  if (names.length === 0 || names.includes(absolute(ehlo))) return [];
  const what = `calls itself ${quote(ehlo)}, but the PTR record of its address names ${listed(firstOf(names.map(shownName), 3))}; some receivers want them to be the same`;
  return [{ code, severity: "info", what, help }];
}

/** The address in `[192.0.2.1]` or `[IPv6:2001:db8::1]`. */
const literalOf = (name: string): string | undefined => /^\[(?:IPv6:)?(.+)\]$/i.exec(name)?.[1];

async function faultOf(text: string, address: string, resolver: Resolver): Promise<string | undefined> {
  const name = absolute(text);
  const parts = labels(name);
  if (hostFault(name) !== undefined || parts.length < 2 || LOCAL.has(parts.at(-1) ?? ""))
    return "which is no full domain name";
  const found = await Promise.all([resolver.lookUp(name, "A"), resolver.lookUp(name, "AAAA")]);
  const addresses = addressesIn(found);
  if (addresses.includes(address) || found.some(({ outcome }) => outcome === "failed")) return undefined;
  return addresses.length === 0 ? "which has no address in DNS" : "a name that does not have its address";
}

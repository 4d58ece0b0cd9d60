/** Addresses from which no mail comes over the internet (RFC 6890 and its registries, 2026-11). */
import { BlockList, isIPv4 } from "node:net";

type Use =
  | "private networks"
  | "the host itself"
  | "one link"
  | "shared use inside a provider"
  | "multicast"
  | "tests"
  | "documentation"
  | "IPv4-mapped IPv6 addresses"
  | "reserved use";

const RANGES: readonly (readonly [use: Use, network: string, prefix: number, family: "ipv4" | "ipv6"])[] = [
  ["private networks", "10.0.0.0", 8, "ipv4"],
  ["private networks", "172.16.0.0", 12, "ipv4"],
  ["private networks", "192.168.0.0", 16, "ipv4"],
  ["the host itself", "0.0.0.0", 8, "ipv4"],
  ["the host itself", "127.0.0.0", 8, "ipv4"],
  ["one link", "169.254.0.0", 16, "ipv4"],
  ["shared use inside a provider", "100.64.0.0", 10, "ipv4"],
  ["tests", "198.18.0.0", 15, "ipv4"],
  ["documentation", "192.0.2.0", 24, "ipv4"],
  ["documentation", "198.51.100.0", 24, "ipv4"],
  ["documentation", "203.0.113.0", 24, "ipv4"],
  ["multicast", "224.0.0.0", 4, "ipv4"],
  ["reserved use", "240.0.0.0", 4, "ipv4"],
  ["the host itself", "::", 127, "ipv6"],
  ["private networks", "fc00::", 7, "ipv6"],
  ["one link", "fe80::", 10, "ipv6"],
  ["documentation", "2001:db8::", 32, "ipv6"],
  ["documentation", "3fff::", 20, "ipv6"],
  ["multicast", "ff00::", 8, "ipv6"],
  // receivers treat such a client as one with an IPv4 address (RFC 7208 §5)
  ["IPv4-mapped IPv6 addresses", "::ffff:0:0", 96, "ipv6"],
];

let lists:
  | readonly {
      readonly use: Use;
      readonly prefix: number;
      readonly family: string;
      readonly list: BlockList;
    }[]
  | undefined;

const all = new BlockList();

/** What the network is for if it is not for hosts on the internet; undefined for one that may send mail. */
export function specialUse(family: "ip4" | "ip6", address: string, prefix?: number): Use | undefined {
  lists ??= RANGES.map(([use, network, bits, kind]) => {
    const list = new BlockList();
    list.addSubnet(network, bits, kind);
    all.addSubnet(network, bits, kind);
    return { use, prefix: bits, family: kind, list };
  });
  const kind = family === "ip4" ? "ipv4" : "ipv6";
  // most addresses are in none of them
  if (!all.check(address, kind)) return undefined;
  return lists.find(
    (range) => range.family === kind && (prefix ?? 128) >= range.prefix && range.list.check(address, kind),
  )?.use;
}

/** The same of one address. */
export const specialUseOf = (address: string): Use | undefined =>
  specialUse(isIPv4(address) ? "ip4" : "ip6", address);

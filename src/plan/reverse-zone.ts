/** Which addresses a reverse zone has names for (RFC 1035 §3.5, RFC 3596 §2.5, RFC 2317). */
import { reverseName } from "../mail/network.ts";
import { isWithin, labels, type Name } from "../zone/name.ts";
import { parseAddress } from "../zone/rdata.ts";
import type { Zone } from "./zone.ts";

/** The address that an owner in a reverse zone stands for, directly or in a range of RFC 2317; undefined for any other name. */
export function addressOf(owner: Name): string | undefined {
  const parts = labels(owner);
  if (isWithin(owner, "in-addr.arpa.")) {
    const numbers = parts.slice(0, -2).filter((label, i) => !(i === 1 && rangeOf(label) !== undefined));
    return numbers.length === 4 ? parseAddress("A", numbers.reverse().join("."))?.address : undefined;
  }
  if (!isWithin(owner, "ip6.arpa.") || parts.length !== 34) return undefined;
  const digits = parts.slice(0, 32).reverse().join("");
  return parseAddress("AAAA", digits.match(/.{4}/g)?.join(":") ?? "")?.address;
}

/** The last octets that a label of RFC 2317 §4 covers: `0-127`, or `0/25` with the length of the prefix. */
function rangeOf(label: string): readonly [number, number] | undefined {
  const [, from = "", mark, to = ""] = /^(\d{1,3})([-/])(\d{1,3})$/.exec(label) ?? [];
  if (mark === undefined) return undefined;
  return mark === "-"
    ? [Number(from), Number(to)]
    : [Number(from), Number(from) + 2 ** (32 - Number(to)) - 1];
}

/** Whether the zone answers for the address itself, and does not hand it to others. */
export function holdsAddress(zone: Pick<Zone, "name" | "external" | "owners">, address: string): boolean {
  const owner = reverseName(address);
  const [first = ""] = labels(zone.name);
  const range = rangeOf(first);
  if (range !== undefined && !address.includes(":")) {
    const last = Number(address.split(".").at(-1));
    const network = zone.name.slice(first.length + 1);
    return isWithin(owner, network) && last >= range[0] && last <= range[1];
  }
  if (!isWithin(owner, zone.name) || zone.external.has(owner)) return false;
  // handed to others by delegation, or by the CNAME of RFC 2317
  for (let at = owner; at.length > zone.name.length; at = at.slice(at.indexOf(".") + 1)) {
    if (zone.owners.get(at)?.some(({ type }) => type === "NS" || type === "CNAME")) return false;
  }
  return true;
}

/** The owner of an address in a zone that holds it: in a zone of RFC 2317, below the name of the range. */
export function ownerOfAddress(zone: Pick<Zone, "name">, address: string): Name {
  const [first = ""] = labels(zone.name);
  return rangeOf(first) === undefined || address.includes(":")
    ? reverseName(address)
    : `${address.split(".").at(-1)}.${zone.name}`;
}

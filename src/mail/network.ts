/** Networks of SPF terms as ranges of addresses. */
import { isIPv4, isIPv6 } from "node:net";
import type { Name } from "../zone/name.ts";
import type { SpfTerm } from "./spf-term.ts";

export interface Network {
  readonly family: "ip4" | "ip6";
  readonly first: bigint;
  readonly last: bigint;
  /** Whether the address as written is not the first of the network. */
  readonly hasHostBits: boolean;
}

/** The network of an `ip4` or `ip6` term; undefined for any other. */
export function networkOf(term: SpfTerm): Network | undefined {
  if (term.name !== "ip4" && term.name !== "ip6") return undefined;
  const bits = term.name === "ip4" ? 32 : 128;
  const address = addressNumber(term.address);
  if (address === undefined) return undefined;
  const size = 1n << BigInt(bits - (term.prefix ?? bits));
  const first = address - (address % size);
  return { family: term.name, first, last: first + size - 1n, hasHostBits: first !== address };
}

/** An address as a number; undefined for any other text. */
export function addressNumber(text: string): bigint | undefined {
  if (isIPv4(text)) return BigInt(ip4Number(text));
  if (!isIPv6(text)) return undefined;
  // the last 32 bits may be written as IPv4 (RFC 4291 §2.2)
  const tail = text.slice(text.lastIndexOf(":") + 1);
  const mapped = isIPv4(tail) ? ip4Number(tail) : undefined;
  const hex =
    mapped === undefined
      ? text
      : `${text.slice(0, -tail.length)}${(mapped >>> 16).toString(16)}:${(mapped & 0xffff).toString(16)}`;
  const [head = "", rest] = hex.split("::");
  const left = groups(head);
  const right = rest === undefined ? [] : groups(rest);
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return BigInt(`0x${[...left, ...zeros, ...right].map((group) => group.padStart(4, "0")).join("")}`);
}

const groups = (text: string): string[] => (text === "" ? [] : text.split(":"));

const ip4Number = (text: string): number =>
  text.split(".").reduce((number, part) => number * 256 + Number(part), 0);

/** The 32 hexadecimal digits of an IPv6 address, in lower case. */
export const nibbles = (address: string): readonly string[] => [
  ...(addressNumber(address) ?? 0n).toString(16).padStart(32, "0"),
];

/** The owner of an address's PTR record (RFC 1035 §3.5, RFC 3596 §2.5). */
export const reverseName = (address: string): Name =>
  isIPv4(address)
    ? `${address.split(".").reverse().join(".")}.in-addr.arpa.`
    : `${nibbles(address).toReversed().join(".")}.ip6.arpa.`;

/** Whether this network keeps connections to mail servers from getting out, as most access providers and clouds do with port 25. */
import type { Resolver } from "../dns/resolver.ts";
import { addressesIn } from "../outside/mx-hosts.ts";
import { dial, PATIENCE, type ProbeOptions } from "./probe.ts";

/** Hosts of large providers in several countries, which are never down together: each is an MX of a preset. */
export const REFERENCES = [
  "smtp.google.com.",
  "in1-smtp.messagingengine.com.",
  "mxbiz1.qq.com.",
  "mx.yandex.net.",
] as const;

export type Family = "IPv4" | "IPv6";

/** False if one of them can be connected to; undefined if none is in DNS with an address of the family. */
export async function isPortBlocked(
  family: Family,
  port: number,
  resolver: Resolver,
  { patience = PATIENCE, signal }: ProbeOptions = {},
): Promise<boolean | undefined> {
  const type = family === "IPv4" ? "A" : "AAAA";
  const found = await Promise.all(REFERENCES.map((name) => resolver.lookUp(name, type)));
  const addresses = found.flatMap((one) => addressesIn([one]).slice(0, 1));
  if (addresses.length === 0) return undefined;
  const connected = addresses.map(async (address) => {
    const socket = await dial({ address, port }, patience.connect, signal);
    if ("step" in socket) return false;
    socket.destroy();
    return true;
  });
  return !(await Promise.all(connected)).includes(true);
}

/** Which DS records the zones above have, asked by the program before it switches signing off. */
import { printDs } from "../cloud/signer.ts";
import type { Vouched } from "../guard/change.ts";
import type { Name } from "../zone/name.ts";
import { atOnce } from "./at-once.ts";
import { openAsker } from "./dns/asker.ts";
import { forwarding } from "./dns/forwarding.ts";
import type { Server } from "./dns/reply.ts";

/** Zones that are asked about at the same time. */
const AT_ONCE = 8;

/** By zone. The servers are resolvers, whose answers may come from their caches, as those of everybody else. */
export async function askVouched(
  zones: readonly Name[],
  servers: readonly Server[],
): Promise<ReadonlyMap<Name, Vouched>> {
  const found = new Map<Name, Vouched>();
  const resolver = forwarding(openAsker().ask, servers);
  await atOnce(AT_ONCE, new Set(zones), async (zone) => {
    const { outcome, records } = await resolver.lookUp(zone, "DS");
    const signers = records.flatMap(({ data, ttl }) =>
      data.type === "DS" ? [{ text: printDs({ ...data, digest: data.digest.toUpperCase() }), ttl }] : [],
    );
    found.set(
      zone,
      outcome === "failed"
        ? "unknown"
        : {
            records: signers.map(({ text }) => text).sort(),
            ttl: Math.max(0, ...signers.map(({ ttl }) => ttl)),
          },
    );
  });
  return found;
}

/** The addresses of Node's resolver: `192.0.2.53`, `127.0.0.1:5353`, `[::1]:5353`. */
export const serversOf = (addresses: readonly string[]): readonly Server[] =>
  addresses.map((text) => {
    const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d+))?$/.exec(text) ?? [];
    return { address: bracketed ?? plain ?? text, port: port === undefined ? 53 : Number(port) };
  });

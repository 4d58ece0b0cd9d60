/** The options of commands that ask DNS: `--resolver` and `--root`. */
import type { Asker } from "../../live/dns/asker.ts";
import { forwarding } from "../../live/dns/forwarding.ts";
import { iterating, type Start } from "../../live/dns/iterating.ts";
import type { Server } from "../../live/dns/reply.ts";
import type { Resolver } from "../../live/dns/resolver.ts";
import { ROOT_HINTS } from "../../live/dns/root-hints.ts";
import { CannotRun } from "../print.ts";
import { readServer } from "./server-address.ts";

export interface DnsOptions {
  readonly resolver: readonly string[];
  readonly root: readonly string[];
}

/** @throws CannotRun for what is no address */
export const readResolvers = (resolvers: readonly string[]): readonly Server[] =>
  resolvers.map((one) => readServer(one, "--resolver"));

/** The root servers, or those of a lab. @throws CannotRun for what is no address, and for different ports */
export function readStart(roots: readonly string[]): Start {
  const servers = roots.map((one) => readServer(one, "--root"));
  const [first] = servers;
  if (first === undefined) return { roots: ROOT_HINTS, port: 53 };
  if (servers.some(({ port }) => port !== first.port)) {
    throw new CannotRun("all --root have one port, which every server of that network has");
  }
  return { roots: servers.map(({ address }) => address), port: first.port };
}

/** What looks names up: the given resolvers, since they may validate, else the delegation from the root. */
export const resolverOf = (
  { ask }: Asker,
  { start, resolvers }: { readonly start: Start; readonly resolvers: readonly Server[] },
): Resolver => (resolvers.length > 0 ? forwarding(ask, resolvers) : iterating(ask, start));

/** The options of commands that ask DNS: `--resolver` and `--root`. */
import type { Asker } from "../../live/dns/asker.ts";
import { forwarding } from "../../live/dns/forwarding.ts";
import { iterating, type Start } from "../../live/dns/iterating.ts";
import { type Reach, reach } from "../../live/dns/reachable.ts";
import type { Server } from "../../live/dns/reply.ts";
import type { Resolver } from "../../live/dns/resolver.ts";
import { ROOT_HINTS } from "../../live/dns/root-hints.ts";
import { CannotRun } from "../print.ts";
import { whileWaiting } from "../progress.ts";
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

/** Whom to ask. */
interface Settings {
  readonly start: Start;
  readonly resolvers: readonly Server[];
}

/** What looks names up: the given resolvers, since they may validate, else the delegation from the root. */
export const resolverOf = ({ ask }: Asker, { start, resolvers }: Settings): Resolver =>
  resolvers.length > 0 ? forwarding(ask, resolvers) : iterating(ask, start);

const rootServers = ({ start: { roots, port } }: Settings): readonly Server[] =>
  roots.map((address) => ({ address, port }));

export const INTERCEPTED =
  "something in this network answers DNS questions in place of the root servers, so nothing can be learned of who has a zone";

const REASONS: Readonly<Record<Exclude<Reach, "reached">, string>> = {
  silent: "no root server answers, so this network does not let DNS questions through",
  intercepted: INTERCEPTED,
};

/**
 * Where to begin: without roots if they are silent and there are resolvers, which then say which servers a zone has;
 * undefined if something else answers in the servers' place.
 *
 * @throws CannotRun if there is nobody to ask
 */
export async function findStart(settings: Settings, way = "--resolver ADDRESS"): Promise<Start | undefined> {
  const { start, resolvers } = settings;
  const found = await reachShown(rootServers(settings), "authoritative");
  if (found === "reached") return start;
  if (resolvers.length > 0) {
    if ((await reachShown(resolvers, "recursive")) !== "reached")
      throw new CannotRun("no server that --resolver names answers");
    return found === "silent" ? { ...start, roots: [] } : undefined;
  }
  throw new CannotRun(
    start.roots === ROOT_HINTS
      ? `${REASONS[found]}: try another network, or ${way}`
      : "no server that --root names answers as one that has zones",
  );
}

/** Whether look-ups can be answered: by a resolver, if there is one, else along the delegation. */
export const canLookUp = async (settings: Settings): Promise<boolean> =>
  settings.resolvers.length > 0
    ? (await reachShown(settings.resolvers, "recursive")) === "reached"
    : canBegin(settings);

/** Whether a server at which the delegation begins answers. */
export const canBegin = async (settings: Settings): Promise<boolean> =>
  (await reachShown(rootServers(settings), "authoritative")) === "reached";

/** Silent servers take seconds, in which the command shows that it waits. */
const reachShown: typeof reach = (...asked) => whileWaiting("asking DNS", () => reach(...asked));

/** For what can do without DNS. */
export const SILENT: Resolver = {
  lookUp: async (name, type) => ({
    ...{ question: { name, type }, outcome: "failed", why: "no-answer" },
    ...{ records: [], aliases: [], isAuthentic: false, tried: [] },
  }),
};

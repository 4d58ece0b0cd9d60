/** The servers of zones as a resolver knows them, for networks that do not let questions out to the root. */
import type { Name } from "../../zone/name.ts";
import type { IteratingResolver } from "./iterating.ts";
import type { Resolver } from "./resolver.ts";

/** The zone above is not seen: the servers, and their addresses, are those that the resolver has. */
export function throughResolver(resolver: Resolver): IteratingResolver {
  return {
    lookUp: (name, type) => resolver.lookUp(name, type),
    async delegationOf(name) {
      const { records } = await resolver.lookUp(name, "NS");
      const names = records.flatMap(({ name: at, data }) =>
        at === name && data.type === "NS" ? [data.target] : [],
      );
      if (names.length === 0) return undefined;
      const servers = names.map(async (server) => ({
        name: server,
        glue: await addressesAt(server, resolver),
      }));
      return { zone: name, servers: await Promise.all(servers) };
    },
    addressesOf: async ({ glue }) => glue,
  };
}

/** All addresses of a host. */
async function addressesAt(name: Name, resolver: Resolver): Promise<readonly string[]> {
  const found = await Promise.all([resolver.lookUp(name, "A"), resolver.lookUp(name, "AAAA")]);
  return found.flatMap(({ records }) =>
    records.flatMap(({ data }) => ("address" in data ? [data.address] : [])),
  );
}

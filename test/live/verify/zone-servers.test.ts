/** Which servers of a zone do their work, with given answers; delegation-faults.test.ts asks model servers. */
import { describe, expect, test } from "@jest/globals";
import type { Ask } from "../../../src/live/dns/asker.ts";
import type { Delegation, IteratingResolver } from "../../../src/live/dns/iterating.ts";
import { findServers } from "../../../src/live/verify/zone-servers.ts";

const ZONE = "example.com.";
const address = (n: number): string => `192.0.2.${n}`;
type LookedUp = Awaited<ReturnType<IteratingResolver["lookUp"]>>;
type Reply = Awaited<ReturnType<Ask>>;

interface World {
  readonly delegation?: Delegation | "none";
  readonly soa?: Partial<LookedUp>;
  /** What the server at an address answers of the SOA; by default as it should. */
  readonly replies?: Readonly<Record<string, Partial<Reply>>>;
  /** What the first server says of the zone's servers. */
  readonly own?: Partial<Reply>;
}

const NS = ["ns1.host.net.", "ns2.host.net."];
const delegated = (...glue: readonly (readonly string[])[]): Delegation => ({
  zone: ZONE,
  servers: NS.map((name, i) => ({ name, glue: glue[i] ?? [address(i + 1)] })),
});
const data = (type: "SOA" | "NS", target = ""): unknown => ({ name: ZONE, data: { type, target } });
const nsAnswers = (...names: readonly string[]) =>
  ({
    kind: "answer",
    rcode: "NOERROR",
    answers: names.map((name) => data("NS", name)),
  }) as unknown as Partial<Reply>;

async function find({ delegation = delegated(), soa = {}, replies = {}, own = nsAnswers(...NS) }: World) {
  const resolver = {
    delegationOf: async () => (delegation === "none" ? undefined : delegation),
    lookUp: async () => ({ outcome: "found", aliases: [], tried: [], records: [], ...soa }),
    addressesOf: async ({ glue }: Delegation["servers"][number]) => glue,
  } as unknown as IteratingResolver;
  const sound = { kind: "answer", rcode: "NOERROR", isAuthoritative: true, answers: [data("SOA")] };
  const ask = (async (...[server, { type }]: Parameters<Ask>) => ({
    ...sound,
    server,
    ...(type === "NS" ? own : replies[server.address]),
  })) as unknown as Ask;
  const { state, servers, failing, unmatched, alias } = await findServers(ZONE, { resolver, ask, port: 53 });
  return {
    state,
    ...(alias !== undefined && { alias }),
    servers: servers.map(({ server }) => server.address),
    failing: failing.map(({ name, server, why }) => `${name} ${server?.address ?? "-"} ${why}`),
    unmatched: [
      ...unmatched.above.map((name) => `above ${name}`),
      ...unmatched.own.map((name) => `own ${name}`),
    ],
  };
}

const BOTH = [address(1), address(2)];
const NOTHING = { servers: [], failing: [], unmatched: [] };

describe("a zone", () => {
  const tried = [
    { name: "ns1.host.net.", server: { address: address(1), port: 53 }, what: "timeout" },
    { name: "ns1.host.net.", server: { address: address(1), port: 53 }, what: "timeout" },
    { name: "ns2.host.net.", what: "no-address" },
    { what: "garbled" },
  ] as unknown as LookedUp["tried"];
  const alias = [{ data: { type: "CNAME", target: "web.host.net." } }] as unknown as LookedUp["aliases"];
  test.each<[string, World, Awaited<ReturnType<typeof find>>]>([
    ["whose servers do their work", {}, { ...NOTHING, state: "delegated", servers: BOTH }],
    ["that is a CNAME", { soa: { aliases: alias } }, { ...NOTHING, state: "alias", alias: "web.host.net." }],
    ["that is not there", { soa: { outcome: "nxdomain" } }, { ...NOTHING, state: "nxdomain" }],
    [
      "of which no server answers: each is told once, if it has a name",
      { soa: { outcome: "failed", tried } },
      {
        ...NOTHING,
        state: "unanswered",
        failing: [`ns1.host.net. ${address(1)} timeout`, "ns2.host.net. - no-address"],
      },
    ],
    [
      "whose servers answer that it has no SOA: none fails",
      { soa: { outcome: "nodata", tried } },
      { ...NOTHING, state: "unanswered" },
    ],
    ["that nothing delegates", { delegation: "none" }, { ...NOTHING, state: "unanswered" }],
    [
      "that a server has with which the search began, whose names are not compared",
      { delegation: { ...delegated(), zone: "." }, own: nsAnswers("other.host.net.") },
      { ...NOTHING, state: "delegated", servers: BOTH },
    ],
  ])("%s", async (_, world, expected) => {
    expect(await find(world)).toEqual(expected);
  });
});

describe("a server", () => {
  const silence = (why: string) => ({ kind: "silence", why }) as unknown as Partial<Reply>;
  test.each<[string, World, readonly string[]]>([
    [
      "that is silent",
      { replies: { [address(2)]: silence("timeout") } },
      [`ns2.host.net. ${address(2)} timeout`],
    ],
    [
      "that refuses",
      { replies: { [address(2)]: { rcode: "REFUSED" } as Partial<Reply> } },
      [`ns2.host.net. ${address(2)} REFUSED`],
    ],
    [
      "that answers for another's sake",
      { replies: { [address(2)]: { isAuthoritative: false } as Partial<Reply> } },
      [`ns2.host.net. ${address(2)} lame`],
    ],
    [
      "that does not have the zone's SOA",
      { replies: { [address(2)]: { answers: [] } as Partial<Reply> } },
      [`ns2.host.net. ${address(2)} lame`],
    ],
    ["without an address", { delegation: delegated([address(1)], []) }, ["ns2.host.net. - no-address"]],
  ])("%s fails, and the other one is the zone's", async (_, world, failing) => {
    expect(await find(world)).toEqual({ state: "delegated", servers: [address(1)], failing, unmatched: [] });
  });

  test("within the zone and without an address lacks glue", async () => {
    const inside = { zone: ZONE, servers: [{ name: "ns.example.com.", glue: [] }] };
    expect(await find({ delegation: inside })).toMatchObject({
      servers: [],
      failing: ["ns.example.com. - no-glue"],
    });
  });
});

test.each<[string, World, readonly string[]]>([
  ["the same", {}, []],
  [
    "others",
    { own: nsAnswers("ns1.host.net.", "new.host.net.") },
    ["above ns2.host.net.", "own new.host.net."],
  ],
  ["nothing, since the server is silent", { own: { kind: "silence" } as Partial<Reply> }, []],
  ["nothing, since the server refuses to", { own: { rcode: "REFUSED" } as Partial<Reply> }, []],
  ["none, which the zone has to", { own: nsAnswers() }, NS.map((name) => `above ${name}`)],
  [
    "nothing, since no server answers",
    { replies: { [address(1)]: { answers: [] }, [address(2)]: { answers: [] } } as never },
    [],
  ],
])("the zone above and the zone name %s", async (_, world, expected) => {
  expect((await find(world)).unmatched).toEqual(expected);
});

/** Faults of delegation on model servers; delegation.slow.test.ts has them, and more, on NSD. */
import { expect, test } from "@jest/globals";
import { forwarding } from "../../../src/live/dns/forwarding.ts";
import { iterating } from "../../../src/live/dns/iterating.ts";
import { throughResolver } from "../../../src/live/dns/through-resolver.ts";
import { findingsOf } from "../../../src/live/verify/findings.ts";
import { unlessSilent } from "../../../src/live/verify/verify.ts";
import { findServers, withoutTcp } from "../../../src/live/verify/zone-servers.ts";
import { loadText } from "../../../src/pipeline.ts";
import { modelServers } from "../dns/model-servers.ts";

const [ROOT, ONE, TWO] = ["192.0.2.1", "192.0.2.11", "192.0.2.12"];
const [zone] = loadText("a.yaml", "domain: example.com\ndns: cloudflare\nmode: parked\n").zones;
if (zone === undefined) throw new Error("no zone");

const HOSTS = [`ns1.host.net. A ${ONE}`, `ns2.host.net. A ${TWO}`, "alias.host.net. CNAME ns2.host.net."];
const above = (...servers: readonly string[]) => servers.map((server) => `example.com. NS ${server}`);
const own = (...servers: readonly string[]) => servers.map((server) => `@ NS ${server}`);

/** The root with these lines, and the zone on both servers. */
const world = (root: readonly string[], lines: readonly string[]) => ({
  [ROOT]: { ".": [...HOSTS, ...root].join("\n") },
  [ONE]: { "example.com.": lines.join("\n") },
  [TWO]: { "example.com.": lines.join("\n") },
});

test.each<[string, ReturnType<typeof world>, readonly string[]]>([
  ["none", world(above("ns1.host.net.", "ns2.host.net."), own("ns1.host.net.", "ns2.host.net.")), []],
  [
    "a CNAME for a server (RFC 2181 §10.3)",
    world(above("ns1.host.net.", "alias.host.net."), own("ns1.host.net.", "alias.host.net.")),
    ["warning dns-delegation: the name server alias.host.net of example.com is a CNAME to ns2.host.net"],
  ],
  [
    "one server under two names (RFC 2182 §5)",
    world(
      [...above("ns1.host.net.", "again.host.net."), `again.host.net. A ${ONE}`],
      own("ns1.host.net.", "again.host.net."),
    ),
    [
      `warning dns-delegation: the name servers ns1.host.net and again.host.net of example.com are one server, ${ONE}`,
    ],
  ],
  [
    "glue that the zone does not have (RFC 1912 §2.3)",
    world(
      [...above("ns1.host.net.", "ns.example.com."), `ns.example.com. A ${TWO}`],
      [...own("ns1.host.net.", "ns"), "ns A 192.0.2.99"],
    ),
    [
      `warning dns-delegation: the zone above says that ns.example.com, a name server of example.com, has ${TWO}, but the zone itself says 192.0.2.99`,
    ],
  ],
  [
    "no glue (RFC 1034 §4.2.1)",
    world(above("ns1.host.net.", "ns.example.com."), [...own("ns1.host.net.", "ns"), `ns A ${TWO}`]),
    ["warning dns-delegation: the zone above has no address (glue) of ns.example.com"],
  ],
  [
    "a CNAME in the zone's place (RFC 1034 §3.6.2)",
    world(above("ns1.host.net.", "ns2.host.net."), [
      ...own("ns1.host.net.", "ns2.host.net."),
      "@ CNAME web.host.net.",
    ]),
    ["error dns-undelegated: example.com is a CNAME to web.host.net"],
  ],
])("%s", async (_, zones, expected) => {
  const { ask } = modelServers(zones);
  const resolver = iterating(ask, { roots: [ROOT], port: 53 });
  const found = await findServers("example.com.", { resolver, ask, port: 53 });
  const said = findingsOf([{ zone, ...found, sets: [] }]).map(
    ({ severity, code, message }) => `${severity} ${code}: ${message}`,
  );
  expect(said).toEqual(expected.map((one) => expect.stringContaining(one)));
});

const SOUND = world(above("ns1.host.net.", "ns2.host.net."), own("ns1.host.net.", "ns2.host.net."));

test("a resolver says which servers a zone has; those that are silent from here are not judged", async () => {
  const { ask } = modelServers({
    ...SOUND,
    "192.0.2.53": {
      "example.com.": own("ns1.host.net.", "ns2.host.net.").join("\n"),
      "host.net.": HOSTS.slice(0, 2).join("\n"),
    },
  });
  const resolver = throughResolver(forwarding(ask, [{ address: "192.0.2.53", port: 53 }]));
  const found = await findServers("example.com.", { resolver, ask, port: 53 });
  expect(findingsOf([{ zone, ...unlessSilent(found), sets: [] }])).toEqual([]);

  const deaf: typeof ask = async (server, question, of) =>
    server.address === "192.0.2.53" ? ask(server, question, of) : { kind: "silence", server, why: "timeout" };
  const silent = await findServers("example.com.", { resolver, ask: deaf, port: 53 });
  expect(findingsOf([{ zone, ...unlessSilent(silent), sets: [] }])).toMatchObject([
    {
      code: "dns-unknown",
      severity: "warning",
      message: expect.stringContaining("no name server of example.com can be asked from here"),
    },
  ]);
});

test("only a server that is silent over TCP is without it (RFC 7766 §5)", async () => {
  const { ask } = modelServers(SOUND);
  const servers = [ONE, TWO].map((address, i) => ({
    server: { address: address as string, port: 53 },
    name: `ns${i + 1}.host.net.`,
  }));
  expect(await withoutTcp("example.com.", servers, ask)).toEqual([]);
  const partly: typeof ask = async (server, question, of) =>
    server.address === TWO && of === "tcp"
      ? { kind: "silence", server, why: "timeout" }
      : ask(server, question, of);
  expect(await withoutTcp("example.com.", servers, partly)).toMatchObject([
    { name: "ns2.host.net.", why: "no-tcp" },
  ]);
});

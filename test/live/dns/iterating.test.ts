/** Following delegations, on the model of servers that NSD judges in iterating.slow.test.ts. */
import { describe, expect, test } from "@jest/globals";
import { iterating } from "../../../src/live/dns/iterating.ts";
import type { Answer, ReplyRecord } from "../../../src/live/dns/reply.ts";
import { modelServers } from "./model-servers.ts";
import { CASES, OTHER, OWN, ROOT, shown, ZONES } from "./world.ts";

const START = { roots: [ROOT], port: 53 };

describe("a look-up", () => {
  test.each(CASES)("%s %s", async (name, type, expected) => {
    expect(shown(await iterating(modelServers(ZONES).ask, START).lookUp(name, type))).toEqual(expected);
  });

  test("begins at the nearest zone that is known", async () => {
    const { ask, asked } = modelServers(ZONES);
    const resolver = iterating(ask, START);
    await resolver.lookUp("mail.example.com.", "A");
    const before = asked.length;
    await resolver.lookUp("mail.example.com.", "AAAA");
    expect(asked.slice(before)).toEqual([`${OWN} mail.example.com. AAAA`]);
    await resolver.lookUp("mail.example.com.", "AAAA");
    expect(asked.length).toBe(before + 1);
  });

  test("names the delegation, and looks up addresses that the zone above does not have", async () => {
    const resolver = iterating(modelServers(ZONES).ask, START);
    const found = await resolver.delegationOf("www.foreign.com.");
    expect(found).toEqual({ zone: "foreign.com.", servers: [{ name: "ns.provider.net.", glue: [] }] });
    expect(await resolver.addressesOf({ name: "ns.provider.net.", glue: [] })).toEqual([OTHER]);
    expect(await resolver.delegationOf("x.broken.com.")).toBeUndefined();
  });
});

const ns = (name: string, target: string): ReplyRecord => ({ name, ttl: 1, data: { type: "NS", target } });
const a = (name: string): ReplyRecord => ({ name, ttl: 1, data: { type: "A", address: "192.0.2.66" } });

/** RFC 5452 §6, RFC 1034 §5.3.3: a server is believed about its own zone and what is below, and only if it has it. */
describe("a server that says too much, or not enough", () => {
  test.each<[string, Partial<Answer>, string]>([
    [
      "not authoritative, with an answer",
      { isAuthoritative: false, answers: [a("x.example.")] },
      "no-answer",
    ],
    ["another name's records", { answers: [a("y.example.")] }, "no-answer"],
    ["a delegation upwards", { isAuthoritative: false, authorities: [ns(".", "ns.example.")] }, "no-answer"],
    ["a delegation aside", { isAuthoritative: false, authorities: [ns("other.", "ns.other.")] }, "no-answer"],
    ["nothing, of another zone", { authorities: [ns("other.", "ns.other.")] }, "no-answer"],
    ["a failure", { rcode: "SERVFAIL" }, "no-answer"],
    [
      "glue for a name outside of its zone",
      {
        isAuthoritative: false,
        authorities: [ns("x.example.", "ns.elsewhere.")],
        additionals: [a("ns.elsewhere.")],
      },
      "no-address",
    ],
  ])("%s", async (_, said, why) => {
    const resolver = iterating(
      async (server, { name }) => {
        const isRoot = server.address === "192.0.2.1";
        const top = {
          isAuthoritative: false,
          authorities: [ns("example.", "ns.example.")],
          additionals: [{ ...a("ns.example."), data: { type: "A", address: "192.0.2.2" } as const }],
        };
        const none = { rcode: "NXDOMAIN" };
        return {
          ...{ kind: "answer", server, rcode: "NOERROR", transport: "udp" },
          ...{ isAuthoritative: true, isRecursive: false, isAuthentic: false },
          ...{ answers: [], authorities: [], additionals: [] },
          ...(isRoot ? (name.endsWith("example.") ? top : none) : said),
        };
      },
      { roots: ["192.0.2.1"], port: 53 },
    );
    expect(await resolver.lookUp("x.example.", "A")).toMatchObject({ outcome: "failed", why });
  });

  test("delegations without end", async () => {
    let asked = 0;
    const resolver = iterating(
      async (server, { name }) => {
        asked++;
        const depth = Math.min(asked, 60);
        const zone = name
          .split(".")
          .slice(-depth - 1)
          .join(".");
        return {
          ...{ kind: "answer", server, rcode: "NOERROR", transport: "udp" },
          ...{ isAuthoritative: false, isRecursive: false, isAuthentic: false },
          ...{ answers: [], authorities: [ns(zone, `ns.${zone}`)], additionals: [a(`ns.${zone}`)] },
        };
      },
      { roots: ["192.0.2.1"], port: 53 },
    );
    const deep = `${"a.".repeat(60)}example.`;
    expect(await resolver.lookUp(deep, "A")).toMatchObject({ outcome: "failed", why: "endless" });
    expect(asked).toBeLessThan(50);
  });
});

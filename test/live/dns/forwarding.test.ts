/** What is made of a resolver's answers. */
import { describe, expect, test } from "@jest/globals";
import type { Ask } from "../../../src/live/dns/asker.ts";
import { forwarding } from "../../../src/live/dns/forwarding.ts";
import type { Answer, Reply, ReplyRecord, Server } from "../../../src/live/dns/reply.ts";

const server = (last: number): Server => ({ address: `192.0.2.${last}`, port: 53 });
const cname = (name: string, target: string): ReplyRecord => ({
  name,
  ttl: 60,
  data: { type: "CNAME", target },
});
const a = (name: string, address = "192.0.2.9"): ReplyRecord => ({
  name,
  ttl: 60,
  data: { type: "A", address },
});

const answer = (more: Partial<Answer> = {}): Omit<Answer, "server"> => ({
  ...{ kind: "answer", rcode: "NOERROR", transport: "udp" },
  ...{ isAuthoritative: false, isRecursive: true, isAuthentic: false },
  ...{ answers: [], authorities: [], additionals: [] },
  ...more,
});

/** A resolver of one server after another, with these replies. */
function resolverOf(...replies: readonly (Omit<Answer, "server"> | "timeout")[]) {
  const manners: unknown[] = [];
  const ask: Ask = async (asked, _, of): Promise<Reply> => {
    manners.push(of);
    const reply = replies[Number(asked.address.split(".").at(-1))] as (typeof replies)[number];
    return reply === "timeout" ? { kind: "silence", server: asked, why: reply } : { ...reply, server: asked };
  };
  const resolver = forwarding(
    ask,
    replies.map((_, i) => server(i)),
  );
  return { lookUp: () => resolver.lookUp("a.example.", "A"), manners };
}

describe("a resolver that is asked", () => {
  test.each<[string, Omit<Answer, "server">, object]>([
    ["has it", answer({ answers: [a("a.example.")] }), { outcome: "found", records: [a("a.example.")] }],
    [
      "has it behind aliases, and has validated it",
      answer({
        isAuthentic: true,
        answers: [a("c.example."), cname("b.example.", "c.example."), cname("a.example.", "b.example.")],
      }),
      {
        ...{ outcome: "found", isAuthentic: true, records: [a("c.example.")] },
        aliases: [cname("a.example.", "b.example."), cname("b.example.", "c.example.")],
      },
    ],
    ["has another name's", answer({ answers: [a("b.example.")] }), { outcome: "nodata", records: [] }],
    ["has none", answer(), { outcome: "nodata" }],
    ["knows no such name", answer({ rcode: "NXDOMAIN" }), { outcome: "nxdomain" }],
    [
      "goes round in circles",
      answer({ answers: [cname("a.example.", "b.example."), cname("b.example.", "a.example.")] }),
      { outcome: "failed", why: "alias-loop" },
    ],
  ])("%s", async (_, reply, expected) => {
    expect(await resolverOf(reply).lookUp()).toMatchObject(expected);
  });

  test("the next is asked where one is silent or fails, with recursion", async () => {
    const { lookUp, manners } = resolverOf(
      "timeout",
      answer({ rcode: "SERVFAIL" }),
      answer({ answers: [a("a.example.")] }),
    );
    expect(await lookUp()).toMatchObject({
      outcome: "found",
      tried: [
        { server: server(0), what: "timeout" },
        { server: server(1), what: "SERVFAIL" },
      ],
    });
    expect(manners).toEqual(["recursive", "recursive", "recursive"]);
    expect(await resolverOf("timeout", answer({ rcode: "REFUSED" })).lookUp()).toMatchObject({
      ...{ outcome: "failed", why: "no-answer", records: [] },
    });
  });
});

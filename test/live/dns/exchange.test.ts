/** One question to one server that does not do as it should: what comes of it, and that it comes to an end. */
import { afterEach, describe, expect, test } from "@jest/globals";
import type { Answer as Record } from "dns-packet";
import { openAsker } from "../../../src/live/dns/asker.ts";
import { exchange } from "../../../src/live/dns/exchange.ts";
import type { Question, Reply, ReplyRecord } from "../../../src/live/dns/reply.ts";
import { AA, AD, type Asked, type OddServer, RA, respond, startOddServer, TC } from "./odd-server.ts";

const QUESTION: Question = { name: "example.com.", type: "A" };
const A: Record = { name: "example.com", type: "A", ttl: 60, data: "192.0.2.1" };
const PATIENCE = { timeout: 150, tries: 2 };

let odd: OddServer | undefined;
afterEach(async () => {
  await odd?.close();
  odd = undefined;
});

async function ask(reply: (asked: Asked) => readonly Buffer[], question = QUESTION): Promise<Reply> {
  odd = await startOddServer(reply);
  return exchange(odd.server, question, "authoritative", PATIENCE, new AbortController().signal);
}

const shown = (reply: Reply): string =>
  reply.kind === "silence" ? reply.why : `${reply.rcode} over ${reply.transport}, ${reply.answers.length}`;

describe("exchange", () => {
  test.each<[string, (asked: Asked) => readonly Buffer[], string]>([
    ["an answer", (asked) => [respond(asked, [A])], "NOERROR over udp, 1"],
    ["a name that does not exist", (asked) => [respond(asked, [], { rcode: 3 })], "NXDOMAIN over udp, 0"],
    ["a refusal", (asked) => [respond(asked, [], { rcode: 5 })], "REFUSED over udp, 0"],
    ["nothing", () => [], "timeout"],
    [
      "the first packet is lost",
      (asked) => (asked.nth === 0 ? [] : [respond(asked, [A])]),
      "NOERROR over udp, 1",
    ],
    [
      "too long for UDP (RFC 7766)",
      (asked) => [
        respond(asked, asked.transport === "udp" ? [] : [A], { flags: asked.transport === "udp" ? TC : AA }),
      ],
      "NOERROR over tcp, 1",
    ],
    [
      "too long for UDP, and no TCP answer",
      (asked) => (asked.transport === "udp" ? [respond(asked, [], { flags: TC })] : []),
      "timeout",
    ],
    [
      "no EDNS (RFC 6891 §7)",
      (asked) => [respond(asked, asked.hasEdns ? [] : [A], { rcode: asked.hasEdns ? 1 : 0 })],
      "NOERROR over udp, 1",
    ],
    ["no DNS message", (asked) => [garbled(asked)], "garbled"],
    // RFC 5452 §9: neither id nor question may differ
    [
      "a forged answer before the true one",
      (asked) => [
        respond({ ...asked, packet: { ...asked.packet, id: ((asked.packet.id ?? 0) + 1) % 65_536 } }, []),
        respond(
          { ...asked, packet: { ...asked.packet, questions: [{ name: "evil.example", type: "A" }] } },
          [],
        ),
        Buffer.from("x"),
        respond(asked, [A]),
      ],
      "NOERROR over udp, 1",
    ],
    ["the question itself sent back", (asked) => [echo(asked)], "timeout"],
  ])("%s", async (_, reply, expected) => {
    expect(shown(await ask(reply))).toBe(expected);
  });

  test("a port where nothing listens is told at once", async () => {
    odd = await startOddServer(() => []);
    const { server } = odd;
    await odd.close();
    odd = undefined;
    const reply = await exchange(server, QUESTION, "authoritative", PATIENCE, new AbortController().signal);
    expect(shown(reply)).toBe("unreachable");
  });

  test("ends when it is cancelled", async () => {
    odd = await startOddServer(() => []);
    const cancel = new AbortController();
    const reply = exchange(
      odd.server,
      QUESTION,
      "authoritative",
      { timeout: 60_000, tries: 3 },
      cancel.signal,
    );
    cancel.abort();
    expect(shown(await reply)).toBe("cancelled");
    const late = exchange(odd.server, QUESTION, "authoritative", PATIENCE, cancel.signal);
    expect(shown(await late)).toBe("cancelled");
  });

  test("flags, sections, names in lower case, and only what can be asked for", async () => {
    const soa = { mname: "ns.example.com", rname: "host.example.com", serial: 7 };
    const reply = await ask((asked) => [
      respond(
        asked,
        [
          { name: "EXAMPLE.com", type: "A", ttl: 60, data: "192.0.2.1" },
          { name: "example.com", type: "HINFO", data: { cpu: "x", os: "y" } },
          { name: "example.com", type: "TXT", class: "CH", data: "x" },
          { name: "example.com", type: "TXT", ttl: 4_294_967_295, data: ["v=spf1 ", "-all"] },
        ],
        {
          flags: AA | RA | AD,
          authorities: [{ name: "example.com", type: "SOA", ttl: 5, data: soa }],
          additionals: [{ name: "ns.example.com", type: "AAAA", data: "2001:db8::1" }],
        },
      ),
    ]);
    expect(reply).toMatchObject({
      ...{ isAuthoritative: true, isRecursive: true, isAuthentic: true },
      answers: [
        { name: "example.com.", ttl: 60, data: { type: "A", address: "192.0.2.1" } },
        // RFC 2181 §8
        { name: "example.com.", ttl: 0, data: { type: "TXT", text: "v=spf1 -all" } },
      ] satisfies ReplyRecord[],
      authorities: [{ data: { type: "SOA", serial: 7, mname: "ns.example.com." } }],
      additionals: [{ data: { type: "AAAA", address: "2001:db8::1" } }],
    });
  });
});

test("an asker has no more questions out than it may, asks each once, and again what it forgot", async () => {
  let out = 0;
  let most = 0;
  odd = await startOddServer((asked) => {
    most = Math.max(most, ++out);
    out--;
    return [respond(asked, [A])];
  });
  const { server } = odd;
  const asker = openAsker({ ...PATIENCE, most: 2 });
  const questions = Array.from(
    { length: 20 },
    (_, i): Question => ({ name: `${i}.example.com.`, type: "A" }),
  );
  const replies = await Promise.all([...questions, ...questions].map((one) => asker.ask(server, one)));
  expect(replies.every(({ kind }) => kind === "answer")).toBe(true);
  expect([asker.asked, odd.asked.length]).toEqual([20, 20]);
  const [first] = questions as [Question];
  asker.forget(server, first);
  await asker.ask(server, first);
  expect(odd.asked.length).toBe(21);
});

/** The id and nothing that follows from it. */
function garbled({ packet }: Asked): Buffer {
  const message = Buffer.alloc(20, 0xff);
  message.writeUInt16BE(packet.id ?? 0);
  return message;
}

const echo = ({ packet }: Asked): Buffer => {
  const message = respond({ packet } as Asked, []);
  message.writeUInt16BE(0, 2);
  return message;
};

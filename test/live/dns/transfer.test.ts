/** A transfer ends, whatever the server does: with the zone, or with what kept it from coming. */
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { decode, encode, type Packet } from "dns-packet";
import { type NoTransfer, type Transfer, transfer } from "../../../src/live/dns/transfer.ts";

const ZONE = "example.com.";
const SOA = {
  mname: "a.example",
  rname: "b.example",
  serial: 1,
  refresh: 1,
  retry: 1,
  expire: 1,
  minimum: 1,
};
const soa = { type: "SOA", name: "example.com", ttl: 60, data: SOA };
const mx = { type: "MX", name: "example.com", ttl: 60, data: { preference: 5, exchange: "mx.example.com" } };
const loc = { type: "NULL", name: "example.com", ttl: 60, data: Buffer.from("x") };

/** The messages of a reply, each with its length before it. */
type Messages = (id: number) => readonly Packet[];
const answer = (id: number, answers: readonly object[], flags = 0): Packet =>
  ({ type: "response", id, flags, questions: [{ type: "AXFR", name: "example.com" }], answers }) as Packet;

function framed(packet: Packet): Buffer {
  const message = encode(packet);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

async function asked(
  serve: (socket: Socket, id: number) => void,
  patience = { silence: 300, whole: 2000 },
): Promise<Transfer | NoTransfer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", (data) => serve(socket, decode(data.subarray(2)).id ?? 0));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  try {
    return await transfer({ address: "127.0.0.1", port }, ZONE, patience);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

const sends =
  (messages: Messages) =>
  (socket: Socket, id: number): void => {
    for (const packet of messages(id)) socket.write(framed(packet));
  };

describe("a zone that comes", () => {
  const whole = {
    records: [{ name: ZONE, ttl: 60, data: { type: "MX" } }],
    others: [{ name: ZONE, type: "NULL" }],
  };
  test.each<[string, Messages]>([
    ["in one message", (id) => [answer(id, [soa, mx, loc, soa])]],
    ["in several", (id) => [answer(id, [soa]), answer(id, [mx, loc]), answer(id, [soa])]],
  ])("%s is whole", async (_, messages) => {
    expect(await asked(sends(messages))).toMatchObject({ kind: "zone", ...whole });
  });

  test("octet by octet is whole", async () => {
    const got = await asked((socket, id) => {
      for (const octet of framed(answer(id, [soa, mx, loc, soa]))) socket.write(Buffer.from([octet]));
    });
    expect(got).toMatchObject({ kind: "zone", ...whole });
  });
});

describe("a zone that does not come", () => {
  const REFUSED = 5;
  test.each<[string, (socket: Socket, id: number) => void, string]>([
    ["is refused", sends((id) => [answer(id, [], REFUSED)]), "refuses the transfer (REFUSED)"],
    ["is something else", sends((id) => [answer(id, [mx])]), "answers with something else than a transfer"],
    [
      "is another question's",
      sends((id) => [answer(id + 1, [soa, soa])]),
      "answers with something else than a transfer",
    ],
    ["is no DNS", (socket) => socket.write(Buffer.from("\0\x04abcd")), "answers with something"],
    [
      "ends early",
      (socket, id) => socket.end(framed(answer(id, [soa, mx]))),
      "closed the connection before the end of the zone",
    ],
    ["stops", sends((id) => [answer(id, [soa, mx])]), "sent nothing for 0.3 s"],
    ["trickles", trickle, "did not send the whole zone within 2 s"],
  ])("because it %s", async (_, serve, why) => {
    expect(await asked(serve)).toEqual({ kind: "none", why: expect.stringContaining(why) });
  });
});

/** An octet now and then, of a message that never ends. */
function trickle(socket: Socket): void {
  socket.write(Buffer.from([0xff, 0xff]));
  const ticks = setInterval(() => socket.write(Buffer.from([0])), 100);
  socket.once("close", () => clearInterval(ticks));
}

/** A server on loopback that replies as the test says, over UDP and TCP on one port. */
import { createSocket } from "node:dgram";
import { createServer, type Socket } from "node:net";
import { type Answer, decode, encode, type Packet } from "dns-packet";
import type { Server } from "../../../src/live/dns/reply.ts";

export interface Asked {
  readonly transport: "udp" | "tcp";
  /** How many questions came before. */
  readonly nth: number;
  readonly packet: Packet;
  readonly hasEdns: boolean;
}

/** The messages to send back, each as it is. */
export type Reply = (asked: Asked) => readonly Buffer[];

export interface OddServer {
  readonly server: Server;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

const LOOPBACK = "127.0.0.1";

export async function startOddServer(
  reply: Reply,
  at: Server = { address: LOOPBACK, port: 0 },
): Promise<OddServer> {
  const asked: Asked[] = [];
  const hear = (transport: Asked["transport"], message: Buffer): readonly Buffer[] => {
    const packet = decode(message);
    const hasEdns = (packet.additionals ?? []).some(({ type }) => type === "OPT");
    const one: Asked = { transport, nth: asked.length, packet, hasEdns };
    asked.push(one);
    return reply(one);
  };
  const connections = new Set<Socket>();
  const tcp = createServer((socket) => {
    connections.add(socket);
    socket.on("error", () => {});
    socket.once("data", (data) => {
      for (const message of hear("tcp", data.subarray(2))) {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(message.length);
        socket.write(Buffer.concat([length, message]));
      }
    });
  });
  await new Promise<void>((done) => tcp.listen(at.port, at.address, done));
  const { port } = tcp.address() as { port: number };
  const udp = createSocket("udp4");
  udp.on("message", (message, from) => {
    for (const one of hear("udp", message)) udp.send(one, from.port, from.address);
  });
  await new Promise<void>((done) => udp.bind(port, at.address, done));
  return {
    server: { address: at.address, port },
    asked,
    async close() {
      for (const socket of connections) socket.destroy();
      await new Promise<void>((done) => udp.close(done));
      await new Promise<void>((done) => tcp.close(() => done()));
    },
  };
}

const RESPONSE = 0x80_00;
export const AA = 0x04_00;
export const TC = 0x02_00;
export const RA = 0x00_80;
export const AD = 0x00_20;

/** A response to the question; `rcode` as a number. */
export function respond(
  { packet }: Asked,
  answers: readonly Answer[] = [],
  { flags = AA, rcode = 0, ...more }: { flags?: number; rcode?: number } & Partial<Packet> = {},
): Buffer {
  return encode({
    type: "response",
    id: packet.id,
    // the rcode is the last four bits of the flags
    flags: (RESPONSE | flags | rcode) as number,
    questions: packet.questions ?? [],
    answers: [...answers],
    ...more,
  } as Packet);
}

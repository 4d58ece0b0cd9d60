/** Mail servers on loopback: one that behaves (`smtp-server`), one that does what the test says, one that takes no connection. */
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { Issued } from "./certificates.ts";

export interface StandIn {
  readonly address: string;
  readonly port: number;
  /** Rejects if a client is still connected. */
  close(): Promise<void>;
}

/** At an address, and at a port or any that is free. */
export type Start = (address: string, port?: number) => Promise<StandIn>;

/** A server that does everything right, unless the options say otherwise. It takes no mail: a client that tries fails the test. */
export const mailServer =
  ({ chain, key }: Pick<Issued, "chain" | "key">, name: string, options: SMTPServerOptions = {}): Start =>
  async (address, port = 0) => {
    const transactions: string[] = [];
    const server = new SMTPServer({
      ...{ key, cert: chain, name, authOptional: true, disableReverseLookup: true, logger: false },
      onMailFrom({ address: sender }, _, callback) {
        transactions.push(sender);
        callback();
      },
      ...options,
    });
    server.on("error", () => {});
    const listener = server.listen(port, address);
    await once(listener, "listening");
    return {
      address,
      port: (listener.address() as AddressInfo).port,
      async close() {
        await closed(listener);
        if (transactions.length > 0) throw new Error(`a mail transaction was begun: ${transactions}`);
      },
    };
  };

/** Fails if connections are left. */
async function closed(server: Server): Promise<void> {
  const end = once(server, "close");
  server.close();
  const late = AbortSignal.timeout(3000);
  const left = once(late, "abort").then(() => {
    throw new Error("a client is still connected");
  });
  await Promise.race([end, left]);
}

export interface Odd extends StandIn {
  /** Lines that clients sent. */
  readonly heard: readonly string[];
}

/** `connected` gets each connection; a string it returns for a line is sent. */
export const oddServer =
  (
    connected: (socket: Socket) => void,
    answer: (line: string, socket: Socket) => string | undefined = () => "221 bye\r\n",
  ) =>
  async (address: string, port = 0): Promise<Odd> => {
    const heard: string[] = [];
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", (data) => {
        for (const line of data.toString("latin1").split("\r\n").filter(Boolean)) {
          heard.push(line);
          const text = answer(line, socket);
          if (text !== undefined) socket.write(text);
        }
      });
      connected(socket);
    });
    server.listen(port, address);
    await once(server, "listening");
    return { address, port: (server.address() as AddressInfo).port, heard, close: () => closed(server) };
  };

/** Says these replies: the greeting, and then one for each line. */
export const saying = (greeting: string, ...replies: readonly string[]) =>
  oddServer(
    (socket) => {
      socket.write(greeting);
      let said = 0;
      Object.assign(socket, { nextReply: () => replies[said++] });
    },
    (_, socket) => (socket as Socket & { nextReply(): string | undefined }).nextReply(),
  );

const DEAF = `
const { createServer } = require("node:net");
const { parentPort, workerData: { address, port } } = require("node:worker_threads");
const server = createServer().listen({ host: address, port, backlog: 1 }, () => {
  parentPort.postMessage(server.address().port);
  // from now on nothing is accepted
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

/** Whoever connects gets no answer at all, as behind a firewall that drops packets: its queue is full. */
export async function deafServer(address: string, port = 0): Promise<StandIn> {
  const worker = new Worker(DEAF, { eval: true, workerData: { address, port } });
  const [own] = (await once(worker, "message")) as [number];
  const queue: Socket[] = [];
  for (let isFull = false; !isFull; ) {
    const socket = connect({ host: address, port: own });
    socket.on("error", () => {});
    queue.push(socket);
    const late = new Promise<"late">((resolve) => setTimeout(resolve, 200, "late"));
    isFull = (await Promise.race([once(socket, "connect"), late])) === "late";
  }
  return {
    address,
    port: own,
    async close() {
      for (const socket of queue) socket.destroy();
      await worker.terminate();
    },
  };
}

/** A port of an address at which nothing listens. */
export async function nobody(address: string, port = 0): Promise<StandIn> {
  const server = createServer().listen(port, address);
  await once(server, "listening");
  const own = (server.address() as AddressInfo).port;
  await closed(server);
  return { address, port: own, close: async () => {} };
}

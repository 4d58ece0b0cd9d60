/** An authoritative DNS server on loopback, over UDP and TCP. */
import { createSocket, type Socket } from "node:dgram";
import { createServer, type Server, type Socket as TcpSocket } from "node:net";
import type { Cloud } from "./clouds/cloud-id.ts";
import { answerQuery } from "./dns-message.ts";
import { Store } from "./store.ts";

/** What to serve: the zones of one cloud, or of all where `cloud` is absent; `port` 0 takes a free one. */
export interface DnsServerOptions {
  readonly home: string;
  readonly cloud?: Cloud | undefined;
  readonly port?: number;
  /** Answered to `id.server. CH TXT`, so that a server can be told from others (RFC 4892). */
  readonly identity?: string;
}

/** A running server; UDP and TCP have the same port. */
export interface DnsServer {
  readonly port: number;
  close(): Promise<void>;
}

const LOOPBACK = "127.0.0.1";
/** Milliseconds after which a silent connection is closed. */
const IDLE = 10_000;
const BIND_ATTEMPTS = 20;
/** The longest message: over UDP without EDNS (RFC 1035 §4.2.1), and over TCP. */
const UDP_LIMIT = 512;
const TCP_LIMIT = 65_535;

type Answerer = (query: Buffer, limit: number) => Buffer | undefined;

/** The two sockets of a server, and what is connected to the second. */
interface Bound {
  readonly udp: Socket;
  readonly tcp: Server;
  readonly connections: ReadonlySet<TcpSocket>;
  readonly port: number;
}

/** Starts an authoritative DNS server on loopback that reads the sandbox's store anew for each question. */
export async function startDnsServer(options: DnsServerOptions): Promise<DnsServer> {
  const store = new Store(options.home);
  const answer: Answerer = (query, limit) => {
    try {
      return answerQuery(store, options.cloud, query, limit, options.identity);
    } catch (error) {
      // no question may take the server down; what it meant is for the log
      process.stderr.write(`${new Date().toISOString()} ${error instanceof Error ? error.stack : error}\n`);
      return undefined;
    }
  };
  try {
    const { udp, tcp, connections, port } = await bindBoth(answer, options.port ?? 0);
    return {
      port,
      async close() {
        for (const connection of connections) connection.destroy();
        await Promise.all([
          new Promise<void>((done) => udp.close(() => done())),
          new Promise<void>((done) => tcp.close(() => done())),
        ]);
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function bindBoth(answer: Answerer, wanted: number): Promise<Bound> {
  for (let attempt = 1; ; attempt++) {
    const connections = new Set<TcpSocket>();
    const tcp = await listenTcp(answer, wanted, connections);
    const address = tcp.address();
    const port = typeof address === "object" && address ? address.port : wanted;
    try {
      return { udp: await listenUdp(answer, port), tcp, connections, port };
    } catch (error) {
      // a port that is free for TCP may be taken for UDP
      await new Promise<void>((done) => tcp.close(() => done()));
      if (wanted !== 0 || attempt === BIND_ATTEMPTS) throw error;
    }
  }
}

function listenUdp(answer: Answerer, port: number): Promise<Socket> {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => {
    const response = answer(query, UDP_LIMIT);
    if (response) socket.send(response, from.port, from.address, () => undefined);
  });
  return new Promise((done, fail) => {
    socket.once("error", fail);
    socket.bind(port, LOOPBACK, () => {
      socket.off("error", fail).on("error", () => undefined);
      done(socket);
    });
  });
}

function listenTcp(answer: Answerer, port: number, connections: Set<TcpSocket>): Promise<Server> {
  const server = createServer((connection) => {
    connections.add(connection);
    connection.on("close", () => connections.delete(connection)).on("error", () => connection.destroy());
    connection.setTimeout(IDLE, () => connection.destroy());
    answerStream(connection, answer);
  });
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, LOOPBACK, () => {
      server.off("error", fail).on("error", () => undefined);
      done(server);
    });
  });
}

/** Each message comes after its length (RFC 1035 §4.2.2); several may be on their way (RFC 7766). */
function answerStream(connection: TcpSocket, answer: Answerer): void {
  let waiting = Buffer.alloc(0);
  connection.on("data", (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE(0)) {
      const end = 2 + waiting.readUInt16BE(0);
      const response = answer(waiting.subarray(2, end), TCP_LIMIT);
      waiting = waiting.subarray(end);
      if (!response) {
        connection.destroy();
        return;
      }
      const length = Buffer.alloc(2);
      length.writeUInt16BE(response.length);
      connection.write(Buffer.concat([length, response]));
    }
  });
}

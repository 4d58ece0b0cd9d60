/** Asks a DNS server over UDP and TCP, octet by octet. */
import { createSocket } from "node:dgram";
import { connect } from "node:net";
import { type Answer, encode, type Packet, type RecordType } from "dns-packet";

/** A response; the library tells more than its types say. */
export type Decoded = Packet & {
  rcode: string;
  flag_tc: boolean;
  flag_aa: boolean;
  answers: Answer[];
  authorities: Answer[];
};

/** A question with id 7; `size` is offered by EDNS. */
export function query(name: string, type: RecordType, size?: number): Buffer {
  const option = { type: "OPT", name: ".", udpPayloadSize: size, flags: 0, options: [] } as unknown as Answer;
  return encode({
    type: "query",
    id: 7,
    flags: 0x100,
    questions: [{ name, type }],
    additionals: size ? [option] : [],
  });
}

/** The response over UDP, or undefined when none comes. */
export function udp(port: number, message: Buffer, patience = 2000): Promise<Buffer | undefined> {
  const socket = createSocket("udp4");
  return new Promise<Buffer | undefined>((done) => {
    const timer = setTimeout(() => done(undefined), patience);
    socket.on("message", (response) => {
      clearTimeout(timer);
      done(response);
    });
    socket.send(message, port, "127.0.0.1");
  }).finally(() => socket.close());
}

/** The responses to several questions on one TCP connection, sent in pieces. */
export function tcp(port: number, ...messages: Buffer[]): Promise<Buffer[]> {
  return new Promise((done, fail) => {
    let got = Buffer.alloc(0);
    const found: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => {
      const bytes = Buffer.concat(
        messages.flatMap((message) => [Buffer.from([message.length >> 8, message.length & 255]), message]),
      );
      // In pieces, as a network may deliver them.
      socket.write(bytes.subarray(0, 1));
      setTimeout(() => socket.write(bytes.subarray(1)), 20);
    });
    socket.on("error", fail).on("data", (bytes) => {
      got = Buffer.concat([got, bytes]);
      while (got.length >= 2 && got.length >= 2 + got.readUInt16BE(0)) {
        found.push(got.subarray(2, 2 + got.readUInt16BE(0)));
        got = got.subarray(2 + got.readUInt16BE(0));
      }
      if (found.length === messages.length) socket.end(() => done(found));
    });
  });
}

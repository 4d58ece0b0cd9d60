/** A whole zone from a server that gives it (AXFR, RFC 5936), over TCP. */
import { randomInt } from "node:crypto";
import { connect } from "node:net";
import type { Name } from "../../zone/name.ts";
import { framed, readTransferred, type Transferred, writeTransferQuestion } from "./message.ts";
import type { Server } from "./reply.ts";

/** More than any zone that is worth importing in one go; a server that never ends must not fill the memory. */
const MAX_OCTETS = 256 * 1024 * 1024;

/** Milliseconds. */
export interface TransferPatience {
  /** Without an octet. */
  readonly silence: number;
  /** For all of it: a server that sends an octet now and then must not keep anybody waiting. */
  readonly whole: number;
}

const PATIENCE: TransferPatience = { silence: 15_000, whole: 10 * 60_000 };

/** Everything between the first SOA and the last. */
export interface Transfer {
  readonly kind: "zone";
  readonly records: Transferred["records"];
  /** Names and types of what the model has no type for. */
  readonly others: Transferred["others"];
}

export interface NoTransfer {
  readonly kind: "none";
  /** As the rest of a sentence about the server. */
  readonly why: string;
}

/** Never rejects. */
export function transfer(
  { address, port }: Server,
  zone: Name,
  { silence, whole }: TransferPatience = PATIENCE,
): Promise<Transfer | NoTransfer> {
  const id = randomInt(0x1_00_00);
  const socket = connect({ host: address, port });
  const got: { records: Transferred["records"][number][]; others: Transferred["others"][number][] } = {
    records: [],
    others: [],
  };
  let octets = Buffer.alloc(0);
  let total = 0;
  let starts = 0;
  return new Promise((resolve) => {
    const end = (result: Transfer | NoTransfer): void => {
      clearTimeout(alarm);
      socket.removeAllListeners();
      socket.on("error", () => {});
      socket.destroy();
      resolve(result);
    };
    const fail = (why: string): void => end({ kind: "none", why });
    const alarm = setTimeout(() => fail(`did not send the whole zone within ${whole / 1000} s`), whole);
    /** Whether more is to come. */
    const take = (message: Buffer): boolean => {
      const read = readTransferred(message, id);
      if (typeof read === "string") {
        fail(read);
        return false;
      }
      got.records.push(...read.records);
      got.others.push(...read.others);
      starts += read.starts;
      if (starts >= 2) end({ kind: "zone", ...got });
      else if (starts === 0) fail("answers with something else than a transfer");
      return starts === 1;
    };
    socket.setTimeout(silence, () => fail(`sent nothing for ${silence / 1000} s`));
    socket.on("error", ({ message, ...error }: NodeJS.ErrnoException) =>
      fail(`cannot be reached over TCP (${error.code ?? message})`),
    );
    socket.on("close", () => fail("closed the connection before the end of the zone"));
    socket.on("connect", () => socket.write(framed(writeTransferQuestion(zone, id))));
    socket.on("data", (chunk) => {
      total += chunk.length;
      if (total > MAX_OCTETS) return fail(`sent more than ${MAX_OCTETS} octets`);
      octets = Buffer.concat([octets, chunk]);
      while (octets.length >= 2 && octets.length >= 2 + octets.readUInt16BE(0)) {
        const whole = 2 + octets.readUInt16BE(0);
        const message = octets.subarray(2, whole);
        octets = octets.subarray(whole);
        if (!take(message)) return undefined;
      }
      return undefined;
    });
  });
}

/** Puts one question to one server: over UDP, over TCP if the answer does not fit, without EDNS if the server has none. */
import { randomInt } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import { framed, type Manner, type Read, readResponse, writeQuestion } from "./message.ts";
import type { Question, Reply, Server, Silence } from "./reply.ts";

export interface Patience {
  /** Milliseconds for one try. */
  readonly timeout: number;
  /** How often a question goes out over UDP, since packets get lost. */
  readonly tries: number;
}

type Heard = Read | Silence["why"];

/** One question, put once. */
interface Try {
  readonly server: Server;
  readonly question: Question;
  readonly manner: Manner;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** Never rejects. Ends soon after `signal` is aborted. */
export async function exchange(
  server: Server,
  question: Question,
  of: Manner["of"],
  { timeout, tries }: Patience,
  signal: AbortSignal,
): Promise<Reply> {
  let heard: Heard = "timeout";
  let edns = true;
  for (let left = tries; left > 0 && !signal.aborted; left--) {
    const one: Try = { server, question, manner: { of, edns }, timeout, signal };
    if (of === "tcp") {
      heard = await overTcp(one);
      break;
    }
    heard = await overUdp(one);
    if (typeof heard === "string") {
      if (heard !== "timeout") break;
      continue;
    }
    if (edns && NO_EDNS.has(heard.rcode)) {
      edns = false;
      left++;
      continue;
    }
    if (!heard.isTruncated) return answer(server, heard, "udp");
    heard = await overTcp(one);
    break;
  }
  if (signal.aborted) heard = "cancelled";
  return typeof heard === "string" ? { kind: "silence", server, why: heard } : answer(server, heard, "tcp");
}

/** What servers without EDNS say to it (RFC 6891 §7). */
const NO_EDNS: ReadonlySet<string> = new Set(["FORMERR", "NOTIMP"]);

function answer(server: Server, { isTruncated: _, ...read }: Read, transport: "udp" | "tcp"): Reply {
  return { kind: "answer", server, transport, ...read };
}

const newId = (): number => randomInt(0x1_00_00);

/** A socket of its own for each question: its port is as hard to guess as its id (RFC 5452 §4.5). */
function overUdp({ server, question, manner, ...limits }: Try): Promise<Heard> {
  const { address, port } = server;
  const id = newId();
  const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
  return settled<Heard>(
    limits,
    () => socket.close(),
    (end) => {
      socket.on("error", () => end("unreachable"));
      socket.on("message", (message) => {
        const read = readResponse(message, question, id);
        if (read !== "foreign") end(read);
      });
      // a connected socket hears only this server, and that nothing listens there
      socket.connect(port, address, () => socket.send(writeQuestion(question, id, manner)));
    },
  );
}

/** RFC 7766: each message after its length in two octets. */
function overTcp({ server, question, manner, ...limits }: Try): Promise<Heard> {
  const { address, port } = server;
  const id = newId();
  const socket = connect({ host: address, port });
  let octets = Buffer.alloc(0);
  return settled<Heard>(
    limits,
    () => socket.destroy(),
    (end) => {
      socket.on("error", () => end("unreachable"));
      socket.on("close", () => end("garbled"));
      socket.on("connect", () => socket.write(framed(writeQuestion(question, id, manner))));
      socket.on("data", (chunk) => {
        octets = Buffer.concat([octets, chunk]);
        const whole = octets.length < 2 ? Number.POSITIVE_INFINITY : 2 + octets.readUInt16BE(0);
        if (octets.length < whole) return;
        const read = readResponse(octets.subarray(2, whole), question, id);
        end(read === "foreign" ? "garbled" : read);
      });
    },
  );
}

/** The first that `work` ends with, or the timeout or the abortion; then `close`. */
function settled<T>(
  { timeout, signal }: Pick<Try, "timeout" | "signal">,
  close: () => void,
  work: (end: (value: T | "timeout" | "cancelled") => void) => void,
): Promise<T | "timeout" | "cancelled"> {
  return new Promise((resolve) => {
    let isOver = false;
    const end = (value: T | "timeout" | "cancelled"): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(alarm);
      signal.removeEventListener("abort", abort);
      close();
      resolve(value);
    };
    const alarm = setTimeout(end, timeout, "timeout");
    const abort = (): void => end("cancelled");
    signal.addEventListener("abort", abort);
    if (signal.aborted) end("cancelled");
    else work(end);
  });
}

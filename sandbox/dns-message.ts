import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  type Question,
  TRUNCATED_RESPONSE,
} from "dns-packet";
import type { Cloud, Store } from "./store.ts";
import { type Reply, reply } from "./zone-answers.ts";

/** Asked in class CH for TXT, this names the server that answers (RFC 4892). */
export const identityName = "id.server";

const rcodes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5, BADVERS: 16 };
type Rcode = keyof typeof rcodes;

/** What is offered and taken over UDP: loopback has no fragments to fear, so the asker's size counts. */
const largestUdp = 4096;
const headerLength = 12;
const responseFlag = 0x8000;
const keptFlags = 0x7900; // opcode and RD come back as they came

/** A decoded query; the library tells more than its types say. */
interface Query extends Packet {
  opcode: string;
  additionals: (Answer & {
    udpPayloadSize?: number;
    ednsVersion?: number;
    flag_do?: boolean;
    flags?: number;
  })[];
  questions: Question[];
}

/**
 * The response to one message, no longer than `limit` or, over UDP, than what the asker takes; undefined when no
 * answer is due.
 */
export function answerQuery(
  store: Store,
  cloud: Cloud | undefined,
  message: Buffer,
  limit: number,
  identity?: string,
): Buffer | undefined {
  // Never answer an answer: two servers could keep each other busy for ever.
  if (message.length < headerLength || (message.readUInt16BE(2) & responseFlag) !== 0) return undefined;
  let query: Query;
  try {
    query = decode(message) as unknown as Query;
  } catch {
    return bareHeader(message, "FORMERR");
  }
  if (query.opcode !== "QUERY") return bareHeader(message, "NOTIMP");
  const options = query.additionals.filter(({ type }) => type === "OPT");
  const [question] = query.questions;
  if (!question || query.questions.length !== 1 || options.length > 1) return bareHeader(message, "FORMERR");

  const [option] = options;
  const respond = (rcode: Rcode, said?: Partial<Reply>) => {
    const size = limit > 512 ? limit : Math.min(Math.max(option?.udpPayloadSize ?? 512, 512), largestUdp);
    return response(message, question, option, size, rcode, said);
  };
  if (option?.ednsVersion) return respond("BADVERS");
  if (question.class === "CH" && identity !== undefined && question.name.toLowerCase() === identityName) {
    const data = [Buffer.from(identity)];
    return respond("NOERROR", { answers: [{ name: question.name, type: "TXT", class: "CH", ttl: 0, data }] });
  }
  if (question.class !== "IN" || ["AXFR", "IXFR"].includes(question.type)) return respond("REFUSED");
  const said = reply(store, cloud, question.name, question.type);
  return respond(said.rcode, said);
}

function response(
  message: Buffer,
  question: Question,
  option: Query["additionals"][number] | undefined,
  size: number,
  rcode: Rcode,
  said: Partial<Reply> = {},
): Buffer {
  const flags =
    (message.readUInt16BE(2) & keptFlags) |
    (rcodes[rcode] & 15) |
    (said.authoritative ? AUTHORITATIVE_ANSWER : 0);
  const packet: Packet = {
    type: "response",
    id: message.readUInt16BE(0),
    flags,
    questions: [question],
    answers: said.answers ?? [],
    authorities: said.authorities ?? [],
    additionals: option ? [ownOption(option, rcode)] : [],
  };
  const whole = encode(packet);
  if (whole.length <= size) return whole;
  // The asker comes back over TCP; half an RRset would only mislead it.
  return encode({ ...packet, flags: flags | TRUNCATED_RESPONSE, answers: [], authorities: [] });
}

function ownOption(option: Query["additionals"][number], rcode: Rcode): Answer {
  const dnssecOk = (option.flags ?? 0) & 0x8000;
  const own = {
    type: "OPT",
    name: ".",
    udpPayloadSize: largestUdp,
    extendedRcode: rcodes[rcode] >> 4,
    ednsVersion: 0,
  };
  return { ...own, flags: dnssecOk, options: [] } as unknown as Answer;
}

/** Only the header comes back, for a message whose rest cannot be trusted. */
function bareHeader(message: Buffer, rcode: Rcode): Buffer {
  const header = Buffer.alloc(headerLength);
  message.copy(header, 0, 0, 2);
  header.writeUInt16BE(responseFlag | (message.readUInt16BE(2) & keptFlags) | rcodes[rcode], 2);
  return header;
}

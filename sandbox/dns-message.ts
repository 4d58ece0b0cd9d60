/** DNS messages: reads a question, and writes what the zones answer to it. */
import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  type Question,
  TRUNCATED_RESPONSE,
} from "dns-packet";
import type { Cloud } from "./clouds/cloud-id.ts";
import type { Store } from "./store.ts";
import { type Reply, reply } from "./zone-answers.ts";

/** Asked in class CH for TXT, this names the server that answers (RFC 4892). */
export const IDENTITY_NAME = "id.server";

const RCODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5, BADVERS: 16 };
type Rcode = keyof typeof RCODES;

/** What is offered and taken over UDP: loopback has no fragments to fear, so the client's size counts. */
const LARGEST_UDP = 4096;
/** What every client takes over UDP (RFC 1035 §4.2.1). */
const LEAST_UDP = 512;
const HEADER_LENGTH = 12;
const RESPONSE_FLAG = 0x8000;
/** DNSSEC OK, in the flags of EDNS (RFC 3225 §3). */
const DNSSEC_OK = 0x8000;
/** Opcode and RD, which come back as they came. */
const KEPT_FLAGS = 0x7900;

/** A decoded query; the library tells more than its types say. */
interface Query extends Packet {
  readonly opcode: string;
  readonly additionals: (Answer & {
    readonly udpPayloadSize?: number;
    readonly ednsVersion?: number;
    readonly flags?: number;
  })[];
  readonly questions: Question[];
}

/**
 * The response to one message, no longer than `limit` or, over UDP, than what the client takes; undefined when no
 * answer is due.
 */
export function answerQuery(
  store: Store,
  cloud: Cloud | undefined,
  message: Buffer,
  limit: number,
  identity?: string,
): Buffer | undefined {
  // never answer an answer: two servers could keep each other busy for ever
  if (message.length < HEADER_LENGTH || (message.readUInt16BE(2) & RESPONSE_FLAG) !== 0) return undefined;
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
  const respond = (rcode: Rcode, said?: Partial<Reply>): Buffer => {
    const wanted = Math.min(Math.max(option?.udpPayloadSize ?? LEAST_UDP, LEAST_UDP), LARGEST_UDP);
    const size = limit > LEAST_UDP ? limit : wanted;
    return response(message, question, option, size, rcode, said);
  };
  if (option?.ednsVersion) return respond("BADVERS");
  if (question.class === "CH" && identity !== undefined && question.name.toLowerCase() === IDENTITY_NAME) {
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
    (message.readUInt16BE(2) & KEPT_FLAGS) |
    (RCODES[rcode] & 0xf) |
    (said.authoritative ? AUTHORITATIVE_ANSWER : 0);
  const packet: Packet = {
    type: "response",
    id: message.readUInt16BE(0),
    flags,
    questions: [question],
    answers: [...(said.answers ?? [])],
    authorities: [...(said.authorities ?? [])],
    additionals: option ? [ownOption(option, rcode)] : [],
  };
  const whole = encode(packet);
  if (whole.length <= size) return whole;
  // the client comes back over TCP; half an RRset would only mislead it
  return encode({ ...packet, flags: flags | TRUNCATED_RESPONSE, answers: [], authorities: [] });
}

function ownOption(option: Query["additionals"][number], rcode: Rcode): Answer {
  const own = {
    type: "OPT",
    name: ".",
    udpPayloadSize: LARGEST_UDP,
    extendedRcode: RCODES[rcode] >> 4,
    ednsVersion: 0,
  };
  return { ...own, flags: (option.flags ?? 0) & DNSSEC_OK, options: [] } as unknown as Answer;
}

/** Only the header comes back, for a message whose rest cannot be trusted. */
function bareHeader(message: Buffer, rcode: Rcode): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  message.copy(header, 0, 0, 2);
  header.writeUInt16BE(RESPONSE_FLAG | (message.readUInt16BE(2) & KEPT_FLAGS) | RCODES[rcode], 2);
  return header;
}

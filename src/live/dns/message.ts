/** Writes questions and reads responses in wire format (RFC 1035 §4.1). */
import { decode, encode, type Packet } from "dns-packet";
import { absolute, type Name, withoutDot } from "../../zone/name.ts";
import { octetsText } from "../../zone/txt.ts";
import { type Answer, QUESTION_TYPES, type Question, type ReplyData, type ReplyRecord } from "./reply.ts";

/** What fits in a packet that no network breaks up (https://www.dnsflagday.net/2020, read 2026-11-29). */
const UDP_PAYLOAD = 1232;

const RECURSION_DESIRED = 0x01_00;
/** Asks a resolver to say whether it has validated its answer (RFC 6840 §5.7). */
const AUTHENTIC_DATA = 0x00_20;
/** DO, in the flags of OPT. */
const DNSSEC_OK = 0x80_00;

/** A message after its length in two octets, as TCP carries it (RFC 7766 §8). */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

/** How a question is put. */
export interface Manner {
  /**
   * `recursive`: the server resolves it; `authoritative`: it says what it has itself, `signed`: with the signatures (DO, RFC
   * 3225), `tcp`: over TCP from the first.
   */
  readonly of: "recursive" | "authoritative" | "signed" | "tcp";
  /** EDNS(0), which some servers answer with FORMERR (RFC 6891 §7). */
  readonly edns: boolean;
}

export function writeQuestion({ name, type }: Question, id: number, { of, edns }: Manner): Buffer {
  return encode({
    type: "query",
    id,
    flags: of === "recursive" ? RECURSION_DESIRED | AUTHENTIC_DATA : 0,
    questions: [{ name: withoutDot(name), type, class: "IN" }],
    additionals: edns
      ? [
          {
            name: ".",
            type: "OPT",
            udpPayloadSize: UDP_PAYLOAD,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: of === "signed" ? DNSSEC_OK : 0,
            flag_do: of === "signed",
            options: [],
          },
        ]
      : [],
  });
}

/** A response as it was read. */
export type Read = Omit<Answer, "kind" | "server" | "transport"> & { readonly isTruncated: boolean };

/** The library tells more than its types say. */
type Decoded = Packet & {
  readonly rcode: string;
  readonly flag_aa: boolean;
  readonly flag_tc: boolean;
  readonly flag_ra: boolean;
  readonly flag_ad: boolean;
};

/**
 * `foreign` is a message that is not the response to this question: late, or forged (RFC 5452 §9); `garbled` is none at all.
 */
export function readResponse(message: Buffer, question: Question, id: number): Read | "foreign" | "garbled" {
  let packet: Decoded;
  try {
    packet = decode(message) as unknown as Decoded;
  } catch {
    return message.length >= 2 && message.readUInt16BE(0) === id ? "garbled" : "foreign";
  }
  if (packet.type !== "response" || packet.id !== id) return "foreign";
  const [asked, ...others] = packet.questions ?? [];
  // a server that refuses a question may leave it out (RFC 5625 §6.2 for FORMERR)
  const isSame =
    asked === undefined
      ? packet.rcode === "FORMERR"
      : others.length === 0 &&
        asked.type === question.type &&
        absolute(asked.name).toLowerCase() === question.name;
  if (!isSame) return "foreign";
  return {
    rcode: /^RCODE_|^RCODE/.test(packet.rcode) ? packet.rcode.replace("_", "") : packet.rcode,
    isTruncated: packet.flag_tc,
    isAuthoritative: packet.flag_aa,
    isRecursive: packet.flag_ra,
    isAuthentic: packet.flag_ad,
    answers: readRecords(packet.answers),
    authorities: readRecords(packet.authorities),
    additionals: readRecords(packet.additionals),
  };
}

/** Asks for a whole zone (RFC 5936 §2.1). */
export const writeTransferQuestion = (zone: Name, id: number): Buffer =>
  encode({ type: "query", id, flags: 0, questions: [{ name: withoutDot(zone), type: "AXFR", class: "IN" }] });

/** One message of a transfer. */
export interface Transferred {
  readonly records: readonly ReplyRecord[];
  readonly others: readonly { readonly name: Name; readonly type: string }[];
  /** How many SOA are in it: the zone begins and ends with its SOA (RFC 5936 §2.2). */
  readonly starts: number;
}

/** A message of a transfer, or why it is none, as the rest of a sentence about the server. */
export function readTransferred(message: Buffer, id: number): Transferred | string {
  let packet: Decoded;
  try {
    packet = decode(message) as unknown as Decoded;
  } catch {
    return "answers with something that is no DNS message";
  }
  if (packet.type !== "response" || packet.id !== id) return "answers with something else than a transfer";
  if (packet.rcode !== "NOERROR") return `refuses the transfer (${packet.rcode})`;
  const all = (packet.answers ?? []) as unknown as readonly DecodedRecord[];
  const records = readRecords(all);
  const isKnown = ({ type }: DecodedRecord): boolean => (QUESTION_TYPES as readonly string[]).includes(type);
  return {
    records: records.filter(({ data }) => data.type !== "SOA"),
    others: all.filter((one) => !isKnown(one)).map(({ name, type }) => ({ name: nameOf(name), type })),
    starts: records.filter(({ data }) => data.type === "SOA").length,
  };
}

interface DecodedRecord {
  readonly name: string;
  readonly type: string;
  readonly class?: unknown;
  readonly ttl?: number;
  readonly data?: unknown;
}

function readRecords(records: readonly unknown[] = []): ReplyRecord[] {
  return (records as readonly DecodedRecord[]).flatMap((record): ReplyRecord[] => {
    const { name, type, ttl = 0 } = record;
    if (record.class !== "IN" || !(QUESTION_TYPES as readonly string[]).includes(type)) return [];
    const data = readData(type as Question["type"], record.data);
    // the highest bit set means 0 (RFC 2181 §8)
    return [{ name: nameOf(name), ttl: ttl > 0x7f_ff_ff_ff ? 0 : ttl, data }];
  });
}

const nameOf = (text: unknown): string => absolute(String(text)).toLowerCase();
const hex = (octets: unknown): string => (octets as Buffer).toString("hex");

/** The library's form of a type's data. */
// biome-ignore lint/suspicious/noExplicitAny: each type has a form of its own, which the library's types do not tie to its name
function readData(type: Question["type"], data: any): ReplyData {
  switch (type) {
    case "A":
      return { type, address: data };
    case "AAAA":
      return { type, address: new URL(`http://[${data}]/`).hostname.slice(1, -1) };
    case "CNAME":
    case "NS":
    case "PTR":
      return { type, target: nameOf(data) };
    case "MX":
      return { type, preference: data.preference, exchange: nameOf(data.exchange) };
    case "SRV": {
      const { priority, weight, port, target } = data;
      return { type, priority, weight, port, target: nameOf(target) };
    }
    case "CAA":
      return { type, flags: data.flags, tag: data.tag, value: String(data.value) };
    case "TLSA": {
      const { usage, selector, matchingType: matching, certificate } = data;
      return { type, usage, selector, matching, certificate: hex(certificate) };
    }
    case "TXT":
      return { type, text: octetsText(Buffer.concat([data].flat())) };
    case "SOA": {
      const { serial, refresh, retry, expire, minimum } = data;
      return {
        type,
        mname: nameOf(data.mname),
        rname: nameOf(data.rname),
        serial,
        refresh,
        retry,
        expire,
        minimum,
      };
    }
    case "DS": {
      const { keyTag, algorithm, digestType, digest } = data;
      return { type, keyTag, algorithm, digestType, digest: hex(digest) };
    }
    case "DNSKEY":
      return { type, flags: data.flags, algorithm: data.algorithm, key: data.key.toString("base64") };
    case "RRSIG": {
      const { typeCovered: covered, keyTag, inception, expiration } = data;
      return { type, covered, keyTag, inception, expiration };
    }
  }
}

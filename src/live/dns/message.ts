/** Writes questions and reads responses in wire format (RFC 1035 §4.1). */
import { decode, encode, type Packet } from "dns-packet";
import { absolute, withoutDot } from "../../zone/name.ts";
import { octetsText } from "../../zone/txt.ts";
import { type Answer, QUESTION_TYPES, type Question, type ReplyData, type ReplyRecord } from "./reply.ts";

/** What fits in a packet that no network breaks up (https://www.dnsflagday.net/2020, read 2026-11-29). */
const UDP_PAYLOAD = 1232;

const RECURSION_DESIRED = 0x01_00;
/** Asks a resolver to say whether it has validated its answer (RFC 6840 §5.7). */
const AUTHENTIC_DATA = 0x00_20;

/** How a question is put. */
export interface Manner {
  /** `recursive`: the server resolves it; `authoritative`: it says what it has itself. */
  readonly of: "recursive" | "authoritative";
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
            flags: 0,
            flag_do: false,
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
  }
}

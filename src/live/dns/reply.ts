/** What a DNS server replies to a question, as data: nothing above this room sees a message or opens a socket. */
import type { Name } from "../../zone/name.ts";
import { type Rdata, RECORD_TYPES } from "../../zone/rdata.ts";

export const QUESTION_TYPES = [...RECORD_TYPES, "SOA", "DS", "DNSKEY", "RRSIG"] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];

export interface Question {
  /** In A-labels and lower case. */
  readonly name: Name;
  readonly type: QuestionType;
}

/** RFC 1035 §3.3.13. Times in seconds. */
export interface Soa {
  readonly type: "SOA";
  readonly mname: Name;
  readonly rname: Name;
  readonly serial: number;
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
  /** How long a negative answer is kept (RFC 2308 §4). */
  readonly minimum: number;
}

/** RFC 4034 §5. */
export interface Ds {
  readonly type: "DS";
  readonly keyTag: number;
  readonly algorithm: number;
  readonly digestType: number;
  /** Hexadecimal, lower case. */
  readonly digest: string;
}

/** RFC 4034 §2. */
export interface Dnskey {
  readonly type: "DNSKEY";
  readonly flags: number;
  readonly algorithm: number;
  /** Base64. */
  readonly key: string;
}

/** RFC 4034 §3, without the signature itself. */
export interface Rrsig {
  readonly type: "RRSIG";
  /** The type that is signed. */
  readonly covered: string;
  readonly keyTag: number;
  /** Seconds since 1970, modulo 2 to the power of 32 (§3.1.5). */
  readonly inception: number;
  readonly expiration: number;
}

export type ReplyData = Rdata | Soa | Ds | Dnskey | Rrsig;

export interface ReplyRecord {
  readonly name: Name;
  /** Seconds. */
  readonly ttl: number;
  readonly data: ReplyData;
}

/** An address and a port, which a question goes to. */
export interface Server {
  /** IPv4 or IPv6. */
  readonly address: string;
  readonly port: number;
}

/** RFC 1035 §4.1.1, RFC 4035 §3.1.6. */
export interface Flags {
  /** AA: the server has the zone. */
  readonly isAuthoritative: boolean;
  /** RA: the server resolves for its clients. */
  readonly isRecursive: boolean;
  /** AD: a validating resolver has checked the signatures. */
  readonly isAuthentic: boolean;
}

/** A well-formed response to the question. */
export interface Answer extends Flags {
  readonly kind: "answer";
  readonly server: Server;
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`, ...; `RCODE16` for one without a name. */
  readonly rcode: string;
  readonly transport: "udp" | "tcp";
  /** Records of types that can be asked for; all others are left out. */
  readonly answers: readonly ReplyRecord[];
  readonly authorities: readonly ReplyRecord[];
  readonly additionals: readonly ReplyRecord[];
}

/** No response that counts: `unreachable` where the network or the host refused, `garbled` for what is no DNS message. */
export interface Silence {
  readonly kind: "silence";
  readonly server: Server;
  readonly why: "timeout" | "unreachable" | "garbled" | "cancelled";
}

export type Reply = Answer | Silence;

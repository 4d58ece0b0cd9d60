/** Resource records as name servers publish them, and the forms of data that are the same at every cloud. */
import type { Answer } from "dns-packet";

/** One resource record as a cloud's name servers publish it, or a reference to follow in its place. */
export interface PublishedRecord {
  readonly type: string;
  readonly ttl: number;
  readonly data: unknown;
  /** Answered with the addresses of the name in `data` (Cloudflare's flattening, Route 53's alias). */
  readonly follow?: true;
}

/** What a cloud sets in the SOA of new zones: the negative TTL, and the mailbox as a name. */
export interface StartOfAuthority {
  readonly minimum: number;
  readonly rname: string;
}

/** The record as the DNS message library wants it, at `name`. */
export function answerOf(name: string, { type, ttl, data }: PublishedRecord): Answer {
  return { name, type, ttl, class: "IN", data } as Answer;
}

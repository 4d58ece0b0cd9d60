/** What Cloudflare's name servers say of a record. */
import { chunk, parseCharacterStrings } from "../../character-strings.ts";
import { fromPresentation } from "../../presentation.ts";
import type { PublishedRecord } from "../../published.ts";
import type { CloudflareRecord } from "./record.ts";

/** What "automatic", TTL 1, is answered with (docs/facts/cloudflare.md, service). */
const AUTOMATIC_TTL = 300;

/** In place of a proxied record stand addresses of the proxy; in the sandbox these are from documentation ranges. */
const PROXY_ADDRESSES = { A: "192.0.2.80", AAAA: "2001:db8::80" };

export function published(record: CloudflareRecord, isApex: boolean): PublishedRecord[] {
  const { type, content, data, priority, proxied, settings } = record;
  const ttl = record.ttl === 1 ? AUTOMATIC_TTL : record.ttl;
  if (proxied) return Object.entries(PROXY_ADDRESSES).map(([kind, to]) => ({ type: kind, ttl, data: to }));
  switch (type) {
    case "CNAME": {
      const isFlat = isApex || settings?.["flattenCname"] === true;
      return [{ type, ttl, data: content, ...(isFlat && { follow: true }) }];
    }
    case "MX":
      return [{ type, ttl, data: { preference: priority ?? 0, exchange: content } }];
    case "TXT":
      return [{ type, ttl, data: stringsOf(content) }];
    case "CAA":
      return [{ type, ttl, data: { flags: data?.["flags"], tag: data?.["tag"], value: data?.["value"] } }];
    default:
      return fromPresentation(type, ttl, content);
  }
}

/** Content is quoted character-strings, or text that the service splits; throws `CharacterStringError`. */
export function stringsOf(content: string): Buffer[] {
  return content.startsWith('"')
    ? parseCharacterStrings(content, 10).flatMap(chunk)
    : chunk(Buffer.from(content, "utf8"));
}

/** What the name servers of Alibaba Cloud DNS say of a record. */
import { chunk } from "../../character-strings.ts";
import { fromPresentation } from "../../presentation.ts";
import type { PublishedRecord } from "../../published.ts";
import type { AlidnsRecord } from "./record.ts";

export function published({ type, value, ttl, status, priority }: AlidnsRecord): PublishedRecord[] {
  if (status !== "ENABLE") return [];
  if (type === "TXT") return [{ type, ttl, data: chunk(Buffer.from(value)) }];
  return fromPresentation(type, ttl, type === "MX" ? `${priority} ${value}` : value);
}

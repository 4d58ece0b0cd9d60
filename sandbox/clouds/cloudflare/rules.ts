import { isIPv4, isIPv6 } from "node:net";
import { CharacterStringError, chunk, parseCharacterStrings } from "../../character-strings.ts";
import { canonicalName, isWithin } from "../../names.ts";
import type { Properties } from "../../provider.ts";
import { sameJson } from "../../provider.ts";
import { type Account, ServiceError } from "../../service.ts";
import type { StoredRecord, StoredZone } from "../../store.ts";

/** A DNS record as Cloudflare's API takes and answers it. */
export interface CloudflareRecord {
  name: string;
  type: string;
  content: string;
  ttl: number;
  proxied: boolean;
  priority?: number;
  data?: Properties;
  comment?: string;
  tags?: string[];
  settings?: Properties;
  createdOn: string;
  modifiedOn: string;
}

/** The body of a POST or PUT: what the provider sends of a resource. */
export type CloudflareRequest = Partial<CloudflareRecord> & { name: string; type: string };

type Stored = StoredRecord<CloudflareRecord>;

const hostTypes = new Set(["CNAME", "MX", "NS", "PTR"]);
const seeMore =
  "For more details, refer to <https://developers.cloudflare.com/dns/manage-dns-records/troubleshooting/records-with-same-name/>.";

/** The record that the API makes of a request's body, or its refusal. */
export function accepted(
  account: Account,
  zone: StoredZone,
  body: CloudflareRequest,
  old?: Stored,
): Pick<Stored, "owner" | "type" | "body"> {
  const type = body.type.toUpperCase();
  const name = fullName(body.name, zone.name);
  const fields = recordFields(zone, type, body, old ? "PUT" : "POST");
  const now = new Date().toISOString().replace(/\.\d+Z$/, "Z");
  const record: CloudflareRecord = {
    name,
    type,
    ...fields,
    ttl: body.ttl ?? 1,
    proxied: body.proxied ?? false,
    tags: body.tags ?? [],
    settings: body.settings ?? {},
    createdOn: old?.body.createdOn ?? now,
    modifiedOn: now,
  };
  if (body.comment) record.comment = body.comment;
  refuseConflicts(account, zone, record, old);
  return { owner: name, type, body: record };
}

function recordFields(zone: StoredZone, type: string, body: CloudflareRequest, method: string) {
  const refuse = (code: number, message: string) =>
    refusal(method, `/${zone.id}/dns_records`, 400, code, message);
  const ttl = body.ttl ?? 1;
  const floor = zone.settings.minTtl ?? 60;
  if (ttl !== 1 && (ttl < floor || ttl > 86400)) {
    throw refuse(9021, `Invalid TTL. Must be between ${floor} and 86400 seconds, or 1 for Automatic.`);
  }
  if (body.proxied) {
    if (!["A", "AAAA", "CNAME"].includes(type)) throw refuse(9004, "This record type cannot be proxied.");
    if (ttl !== 1) throw refuse(9207, "ttl must be set to 1 when `proxied` is true");
  }
  if (type === "SRV" || type === "CAA" || type === "TLSA") return structured(type, body, refuse);
  if (type === "MX") {
    const content = body.content ?? body.data?.["target"];
    const priority = body.priority ?? body.data?.["priority"];
    if (typeof priority !== "number") throw refuse(9101, "priority is a required field.");
    return { content: hostOf(type, content, refuse), priority };
  }
  return { content: contentOf(type, body.content, refuse) };
}

type Refuse = (code: number, message: string) => ServiceError;

const dataFields: Record<string, string[]> = {
  SRV: ["priority", "weight", "port", "target"],
  CAA: ["flags", "tag", "value"],
  TLSA: ["usage", "selector", "matchingType", "certificate"],
};

function structured(type: string, body: CloudflareRequest, refuse: Refuse) {
  const data = body.data;
  const fields = dataFields[type] ?? [];
  const absent = fields.filter(
    (field) => data?.[field] === undefined && !(field === "priority" && body.priority !== undefined),
  );
  if (!data || absent.length > 0) throw refuse(9101, `${absent[0] ?? "data"} is a required data field.`);
  if (type === "CAA") {
    const { flags, tag, value } = data;
    return { content: `${Number(flags)} ${tag} "${value}"`, data: { flags: Number(flags), tag, value } };
  }
  if (type === "TLSA") {
    const { usage, selector, matchingType } = data;
    if ([usage, selector, matchingType].some((field) => !(Number(field) >= 0 && Number(field) <= 255))) {
      throw refuse(9101, "usage, selector and matching_type must be from 0 to 255.");
    }
    const given = String(data["certificate"]).replace(/\s+/g, "");
    if (!/^([0-9a-f]{2})+$/i.test(given)) throw refuse(9101, "certificate is a required data field.");
    // in capitals, whatever was sent (kubernetes-sigs/external-dns#6616)
    const certificate = given.toUpperCase();
    return {
      content: `${usage} ${selector} ${matchingType} ${certificate}`,
      data: { usage, selector, matchingType, certificate },
    };
  }
  const { weight, port } = data;
  const priority = Number(data["priority"] ?? body.priority);
  const target = hostOf(type, data["target"], refuse);
  return {
    content: `${priority} ${weight} ${port} ${target}`,
    priority,
    data: { ...data, priority, target },
  };
}

function contentOf(type: string, content: string | undefined, refuse: Refuse): string {
  if (!content) throw refuse(9007, `Content for ${type} record is invalid.`);
  if (type === "A" && !isIPv4(content))
    throw refuse(9005, "Content for A record must be a valid IPv4 address.");
  if (type === "AAAA") {
    if (!isIPv6(content)) throw refuse(9006, "Content for AAAA record must be a valid IPv6 address.");
    return new URL(`http://[${content}]`).hostname.slice(1, -1);
  }
  if (type === "TXT") {
    const bytes = textStrings(content, refuse).reduce((sum, string) => sum + string.length + 1, 0);
    if (bytes > 4096) throw refuse(9207, `Content for TXT record is too long: ${bytes} of 4096 bytes.`);
  }
  return hostTypes.has(type) ? hostOf(type, content, refuse) : content;
}

/** Hosts come back in lower case and without a final dot, so sending either is drift (facts/pulumi.md 6b). */
function hostOf(type: string, host: unknown, refuse: Refuse): string {
  if (host === ".") return ".";
  const name = typeof host === "string" ? canonicalName(host) : "";
  if (!name || /\s/.test(name)) throw refuse(9007, `Content for ${type} record is invalid.`);
  return name;
}

function textStrings(content: string, refuse: Refuse): Buffer[] {
  if (!content.startsWith('"')) return chunk(Buffer.from(content, "utf8"));
  try {
    return parseCharacterStrings(content, 10).flatMap(chunk);
  } catch (error) {
    if (!(error instanceof CharacterStringError)) throw error;
    throw refuse(9207, "Content for TXT record is invalid: unbalanced quotation marks.");
  }
}

function fullName(name: string, zone: string): string {
  if (name === "@") return zone;
  const canonical = canonicalName(name);
  return isWithin(canonical, zone) ? canonical : `${canonical}.${zone}`;
}

function refuseConflicts(account: Account, zone: StoredZone, record: CloudflareRecord, old?: Stored): void {
  const method = old ? "PUT" : "POST";
  const others = account.store
    .records<CloudflareRecord>("cloudflare", zone.id, record.name)
    .filter((other) => other.id !== old?.id);
  const refuse = (code: number, message: string) =>
    refusal(method, `/${zone.id}/dns_records`, 400, code, message);
  const has = (...types: string[]) => others.some((other) => types.includes(other.type));
  const same = others.some(
    ({ body }) =>
      body.type === record.type &&
      body.content === record.content &&
      body.priority === record.priority &&
      sameJson(body.data, record.data),
  );
  if (same) throw refuse(81058, "An identical record already exists.");
  if (record.type === "CNAME" && has("A", "AAAA", "CNAME")) {
    throw refuse(81053, `An A, AAAA, or CNAME record with that host already exists. ${seeMore}`);
  }
  if ((record.type === "A" || record.type === "AAAA") && has("CNAME")) {
    throw refuse(81054, `A CNAME record with that host already exists. ${seeMore}`);
  }
  if (record.name !== zone.name) {
    if (record.type !== "NS" && has("NS"))
      throw refuse(81056, `NS records with that host already exist. ${seeMore}`);
    if (record.type === "NS" && others.some((other) => other.type !== "NS")) {
      throw refuse(81055, `A record with that host already exists that is not NS. ${seeMore}`);
    }
  }
  const text = [...others, { type: record.type, body: record }]
    .filter((other) => other.type === "TXT")
    .reduce((sum, other) => sum + other.body.content.length, 0);
  if (record.type === "TXT" && text > 8192)
    throw refuse(9207, "The TXT records of this name exceed 8192 characters.");
}

/** An API error in the words of the real provider. `path` is what follows `/zones`. */
export function refusal(
  method: string,
  path: string,
  status: number,
  code: number,
  message: string,
): ServiceError {
  const words = status === 404 ? "Not Found" : "Bad Request";
  const errors = JSON.stringify({ success: false, errors: [{ code, message }], messages: [], result: null });
  return new ServiceError(
    String(code),
    `failed to make http request: ${method} "https://api.cloudflare.com/client/v4/zones${path}": ${status} ${words} ${errors}`,
  );
}

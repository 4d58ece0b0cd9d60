/** What Cloudflare refuses, and the record that it makes of a request; pure (docs/facts/cloudflare.md, service). */
import { isIPv4, isIPv6 } from "node:net";
import { CharacterStringError } from "../../character-strings.ts";
import { canonicalName, isWithin } from "../../names.ts";
import { sameJson } from "../../properties.ts";
import { ServiceError } from "../../service.ts";
import type { StoredRecord } from "../../store.ts";
import { stringsOf } from "./published.ts";
import { type CloudflareRecord, type CloudflareRequest, type CloudflareZone, PROXIABLE } from "./record.ts";

type Stored = StoredRecord<CloudflareRecord>;
type Refuse = (code: number, message: string) => ServiceError;

const HOST_TYPES: readonly string[] = ["CNAME", "MX", "NS", "PTR"];

/** What has to be in the `data` of types that have no free content. */
const DATA_FIELDS: Readonly<Record<string, readonly string[]>> = {
  SRV: ["priority", "weight", "port", "target"],
  CAA: ["flags", "tag", "value"],
  TLSA: ["usage", "selector", "matchingType", "certificate"],
};

const GREATEST_TTL = 86_400;

/** Octets of one TXT on the wire, and characters of all at a name. */
const LONGEST_TEXT = 4096;
const LONGEST_TEXTS = 8192;

const SEE_MORE =
  "For more details, refer to <https://developers.cloudflare.com/dns/manage-dns-records/troubleshooting/records-with-same-name/>.";

/** The name of a record in full: it may be given relative to the zone, or as `@`. */
export function fullName(name: string, zone: string): string {
  if (name === "@") return zone;
  const canonical = canonicalName(name);
  return isWithin(canonical, zone) ? canonical : `${canonical}.${zone}`;
}

/** The record that the API makes of a request's body, or its refusal; `others` are those at its name, without `old`. */
export function accepted(
  zone: CloudflareZone,
  others: readonly Stored[],
  body: CloudflareRequest,
  now: string,
  old?: Stored,
): Pick<Stored, "owner" | "type" | "body"> {
  const refuse: Refuse = (code, message) =>
    refusal(old ? "PUT" : "POST", `/${zone.id}/dns_records`, 400, code, message);
  const type = body.type.toUpperCase();
  const name = fullName(body.name, zone.name);
  const record: CloudflareRecord = {
    name,
    type,
    ...recordFields(zone, type, body, refuse),
    ttl: body.ttl ?? 1,
    proxied: body.proxied ?? false,
    tags: body.tags ?? [],
    settings: body.settings ?? {},
    createdOn: old?.body.createdOn ?? now,
    modifiedOn: now,
    ...(body.comment && { comment: body.comment }),
  };
  refuseConflicts(zone, others, record, refuse);
  return { owner: name, type, body: record };
}

function recordFields(
  zone: CloudflareZone,
  type: string,
  body: CloudflareRequest,
  refuse: Refuse,
): Pick<CloudflareRecord, "content" | "priority" | "data"> {
  const ttl = body.ttl ?? 1;
  const floor = zone.settings.minTtl;
  if (ttl !== 1 && (ttl < floor || ttl > GREATEST_TTL)) {
    throw refuse(
      9021,
      `Invalid TTL. Must be between ${floor} and ${GREATEST_TTL} seconds, or 1 for Automatic.`,
    );
  }
  if (body.proxied && !PROXIABLE.includes(type)) throw refuse(9004, "This record type cannot be proxied.");
  if (body.proxied && ttl !== 1) throw refuse(9207, "ttl must be set to 1 when `proxied` is true");
  if (DATA_FIELDS[type]) return structured(type, body, refuse);
  if (type !== "MX") return { content: contentOf(type, body.content, refuse) };
  const priority = body.priority ?? body.data?.["priority"];
  if (typeof priority !== "number") throw refuse(9101, "priority is a required field.");
  return { content: hostOf(type, body.content ?? body.data?.["target"], refuse), priority };
}

function structured(
  type: string,
  { data, ...body }: CloudflareRequest,
  refuse: Refuse,
): Pick<CloudflareRecord, "content" | "priority" | "data"> {
  const absent = (DATA_FIELDS[type] ?? []).filter(
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
    const content = `${usage} ${selector} ${matchingType} ${certificate}`;
    return { content, data: { usage, selector, matchingType, certificate } };
  }
  const priority = Number(data["priority"] ?? body.priority);
  const target = hostOf(type, data["target"], refuse);
  const content = `${priority} ${data["weight"]} ${data["port"]} ${target}`;
  return { content, priority, data: { ...data, priority, target } };
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
    const octets = wireLength(content, refuse);
    if (octets > LONGEST_TEXT) {
      throw refuse(9207, `Content for TXT record is too long: ${octets} of ${LONGEST_TEXT} bytes.`);
    }
  }
  return HOST_TYPES.includes(type) ? hostOf(type, content, refuse) : content;
}

/** Hosts come back in lower case and without a final dot, so sending either is drift. */
function hostOf(type: string, host: unknown, refuse: Refuse): string {
  if (host === ".") return ".";
  const name = typeof host === "string" ? canonicalName(host) : "";
  if (!name || /\s/.test(name)) throw refuse(9007, `Content for ${type} record is invalid.`);
  return name;
}

function wireLength(content: string, refuse: Refuse): number {
  try {
    return stringsOf(content).reduce((sum, string) => sum + string.length + 1, 0);
  } catch (error) {
    if (!(error instanceof CharacterStringError)) throw error;
    throw refuse(9207, "Content for TXT record is invalid: unbalanced quotation marks.");
  }
}

/** Only addresses and CNAMEs clash, and NS below the apex with everything; MX and TXT beside a CNAME are taken. */
function refuseConflicts(
  zone: CloudflareZone,
  others: readonly Stored[],
  record: CloudflareRecord,
  refuse: Refuse,
): void {
  const has = (...types: readonly string[]): boolean => others.some(({ type }) => types.includes(type));
  if (others.some(({ body }) => isSame(body, record)))
    throw refuse(81058, "An identical record already exists.");
  if (record.type === "CNAME" && has("A", "AAAA", "CNAME")) {
    throw refuse(81053, `An A, AAAA, or CNAME record with that host already exists. ${SEE_MORE}`);
  }
  if ((record.type === "A" || record.type === "AAAA") && has("CNAME")) {
    throw refuse(81054, `A CNAME record with that host already exists. ${SEE_MORE}`);
  }
  if (record.name !== zone.name && record.type !== "NS" && has("NS")) {
    throw refuse(81056, `NS records with that host already exist. ${SEE_MORE}`);
  }
  if (record.name !== zone.name && record.type === "NS" && others.some(({ type }) => type !== "NS")) {
    throw refuse(81055, `A record with that host already exists that is not NS. ${SEE_MORE}`);
  }
  const texts = [...others.map(({ body }) => body), record].filter(({ type }) => type === "TXT");
  const length = texts.reduce((sum, { content }) => sum + content.length, 0);
  if (record.type === "TXT" && length > LONGEST_TEXTS)
    throw refuse(9207, `The TXT records of this name exceed ${LONGEST_TEXTS} characters.`);
}

const isSame = (one: CloudflareRecord, other: CloudflareRecord): boolean =>
  one.type === other.type &&
  one.content === other.content &&
  one.priority === other.priority &&
  sameJson(one.data, other.data);

const STATUS = { 400: "Bad Request", 404: "Not Found", 409: "Conflict" } as const;

/** An API error in the words of the real provider. `path` is what follows `/zones`. */
export const refusal = (
  method: string,
  path: string,
  status: keyof typeof STATUS,
  code: number,
  message: string,
): ServiceError => refusalAt(method, `/zones${path}`, status, code, message);

/** The same for any path. */
export function refusalAt(
  method: string,
  path: string,
  status: keyof typeof STATUS,
  code: number,
  message: string,
): ServiceError {
  const errors = JSON.stringify({ success: false, errors: [{ code, message }], messages: [], result: null });
  return new ServiceError(
    String(code),
    `${method} "https://api.cloudflare.com/client/v4${path}": ${status} ${STATUS[status]} ${errors}`,
  );
}

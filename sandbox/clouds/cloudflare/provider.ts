/** Cloudflare through pulumi-cloudflare 6: one resource is one value, or a zone (docs/facts/cloudflare.md, provider). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, isOther, missing, present, UNKNOWN } from "../../properties.ts";
import type { Failure, Properties, ProviderPlugin, ResourceHandler } from "../../provider.ts";
import { ServiceError, worded } from "../../service.ts";
import { FAILED } from "./failed.ts";
import { importId } from "./import-id.ts";
import { cloudflareFunctions } from "./lookups.ts";
import { type CloudflareRecord, type CloudflareRequest, PROXIABLE } from "./record.ts";
import * as service from "./service.ts";
import { workerHostname } from "./worker-hostname.ts";
import { workerScript } from "./worker-script.ts";
import { cloudflareZone } from "./zone.ts";
import { zoneDnssec } from "./zone-dnssec.ts";

/** The inputs of a DnsRecord, as `@pulumi/cloudflare` names them. */
type Inputs = Properties & CloudflareRequest & { readonly zoneId: string };

const DATA = plainSchema(
  "",
  "priority weight port target flags tag value usage selector matchingType certificate",
);

/** What the numbers in `data` may be. */
const GREATEST: Readonly<Record<string, number>> = {
  priority: 65535,
  weight: 65535,
  port: 65535,
  usage: 255,
  selector: 255,
  matchingType: 255,
};

const SCHEMA: Schema = {
  ...plainSchema("zoneId name type ttl", "content priority proxied comment tags"),
  data: { fields: DATA },
  settings: { fields: plainSchema("", "flattenCname ipv4Only ipv6Only") },
};
const REPLACING = ["zoneId", "type"];

/** What the provider fills in itself when the program says nothing, so that absence is no change. */
const COMPUTED = ["content", "tags", "settings"];

/** What an attribute is that the program does not give. */
const DEFAULTS: Properties = { proxied: false };

/** What the API alone knows of a new record. */
const UNKNOWN_OUTPUTS: Properties = Object.fromEntries(
  ["id", "content", "createdOn", "modifiedOn", "meta", "proxiable", "settings", "tags"].map((name) => [
    name,
    UNKNOWN,
  ]),
);

const TYPES =
  "A AAAA CNAME MX NS OPENPGPKEY PTR TXT CAA CERT DNSKEY DS HTTPS LOC NAPTR SMIMEA SRV SSHFP SVCB TLSA URI".split(
    " ",
  );

const record: ResourceHandler = {
  schema: SCHEMA,

  check(inputs) {
    const failures = missing(inputs, SCHEMA);
    const { type, priority } = inputs;
    if (isOther(type, TYPES, (text) => text.toUpperCase())) {
      failures.push({ property: "type", reason: `Attribute type value must be one of: ${TYPES.join(", ")}` });
    }
    if (typeof priority === "number" && (priority < 0 || priority > 65535)) {
      failures.push({ property: "priority", reason: "Attribute priority value must be between 0 and 65535" });
    }
    for (const [field, value] of Object.entries((inputs["data"] ?? {}) as Properties)) {
      const greatest = GREATEST[field];
      if (greatest !== undefined && typeof value === "number" && (value < 0 || value > greatest)) {
        const property = `data.${field}`;
        failures.push({
          property,
          reason: `Attribute ${property} value must be between 0 and ${greatest}`,
        });
      }
    }
    if (inputs["content"] !== undefined && inputs["data"] !== undefined) {
      failures.push(together("content", "data"), together("data", "content"));
    }
    return failures;
  },

  diff(state, inputs) {
    compareFlags(state, inputs);
    const changed = differing(state, { ...DEFAULTS, ...inputs }, SCHEMA).filter(
      (name) => !(inputs[name] === undefined && COMPUTED.includes(name)) && !isHidden(name, state, inputs),
    );
    return difference(changed, REPLACING);
  },

  planned(inputs, state) {
    if (!state) return { ...UNKNOWN_OUTPUTS, ...DEFAULTS, ...inputs };
    const { comment, data, priority, ...kept } = state;
    return { ...kept, ...DEFAULTS, ...inputs, modifiedOn: UNKNOWN };
  },

  async create(account, inputs) {
    const { zoneId, ...body } = inputs as Inputs;
    if (body.proxied && body.ttl !== 1) {
      throw new ServiceError(
        "ttl",
        "ttl must be set to 1 when `proxied` is true: When a DNS record is marked as `proxied` the TTL must be 1 as Cloudflare will control the TTL internally.",
      );
    }
    const made = await worded(FAILED, service.createRecord(account, zoneId, body));
    return { id: made.id, state: writtenState(inputs, made.body) };
  },

  async read(account, id, state) {
    const [zoneId, recordId] = state
      ? [String(state["zoneId"]), id]
      : importId(id, "<zone_id>/<dns_record_id>");
    const found = await worded(FAILED, service.readRecord(account, zoneId, recordId));
    if (!found && !state) throw new ServiceError("81044", `${FAILED}404 Not Found`);
    return found && { id: recordId, state: liveState(zoneId, found.body) };
  },

  async update(account, id, state, inputs) {
    const { zoneId, ...body } = inputs as Inputs;
    const { body: written } = await worded(FAILED, service.updateRecord(account, zoneId, id, body));
    // the content of a record with data was planned to stay
    const { content } = inputs["data"] ? state : inputs;
    return writtenState({ ...inputs, content }, written);
  },

  delete: (account, id, state) => worded(FAILED, service.deleteRecord(account, String(state["zoneId"]), id)),
};

export const cloudflare: ProviderPlugin = {
  cloud: "cloudflare",
  bridge: "framework",
  accountKeys: ["apiToken", "apiKey"],
  resources: {
    "cloudflare:index/dnsRecord:DnsRecord": record,
    "cloudflare:index/zone:Zone": cloudflareZone,
    "cloudflare:index/zoneDnssec:ZoneDnssec": zoneDnssec,
    "cloudflare:index/workersScript:WorkersScript": workerScript,
    "cloudflare:index/workersCustomDomain:WorkersCustomDomain": workerHostname,
  },
  functions: cloudflareFunctions,
};

/** The provider's `flags` is of no fixed type, and two types of it cannot be compared. */
function compareFlags(state: Properties, inputs: Properties): void {
  const [old, wanted] = [state, inputs].map((side) => (side["data"] as Properties | undefined)?.["flags"]);
  if (old === undefined || wanted === undefined || typeof old === typeof wanted) return;
  throw new Error(`data.flags: wrong final value type: ${typeof wanted} required, but have ${typeof old}`);
}

/** Differences that the real provider hides from the plan. */
function isHidden(name: string, state: Properties, inputs: Properties): boolean {
  const [old, wanted] = [state[name], inputs[name]];
  if (typeof old !== "string" || typeof wanted !== "string" || wanted === UNKNOWN) return false;
  // `@`, or the labels that the old name begins with, count as the old name
  if (name === "name") return wanted === "@" || old.startsWith(`${wanted.replace(/\.$/, "")}.`);
  return (
    name === "content" &&
    FOLDED.includes(String(inputs["type"]).toUpperCase()) &&
    old.toLowerCase() === wanted.toLowerCase()
  );
}

/** The types whose content is compared without regard to case. */
const FOLDED = ["CNAME", "NS", "PTR"];

const together = (property: string, other: string): Failure => ({
  property,
  reason: `Invalid Attribute Combination. Attribute "${other}" cannot be specified when "${property}" is specified`,
});

/** After a write the provider keeps what the program said and takes only the rest from the API. */
function writtenState(inputs: Properties, record: CloudflareRecord): Properties {
  return { ...outputsOf(record), content: record.content, proxied: record.proxied, ...present(inputs) };
}

function liveState(zoneId: string, record: CloudflareRecord): Properties {
  const { name, type, content, ttl, proxied, priority, data, comment } = record;
  return present({
    ...outputsOf(record),
    zoneId,
    name,
    type,
    content,
    ttl,
    proxied,
    priority,
    data,
    comment,
  });
}

function outputsOf({ type, tags, settings, createdOn, modifiedOn }: CloudflareRecord): Properties {
  // of these the API answers none for a CNAME that is not proxied, and the provider takes none for false
  const all = { flattenCname: false, ipv4Only: false, ipv6Only: false };
  return {
    tags,
    settings: type === "CNAME" ? { ...all, ...settings } : settings,
    createdOn,
    modifiedOn,
    meta: "{}",
    proxiable: PROXIABLE.includes(type),
  };
}

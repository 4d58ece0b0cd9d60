/** Cloudflare through pulumi-cloudflare 6: one resource is one value, or a zone (docs/facts/cloudflare.md, provider). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, isOther, missing, present, UNKNOWN } from "../../properties.ts";
import type { Properties, ProviderPlugin, ResourceHandler } from "../../provider.ts";
import { cloudflareFunctions } from "./lookups.ts";
import { type CloudflareRecord, type CloudflareRequest, PROXIABLE } from "./record.ts";
import * as service from "./service.ts";
import { cloudflareZone } from "./zone.ts";

/** The inputs of a DnsRecord, as `@pulumi/cloudflare` names them. */
type Inputs = Properties & CloudflareRequest & { readonly zoneId: string };

const DATA = plainSchema(
  "",
  "priority weight port target flags tag value usage selector matchingType certificate",
);

const SCHEMA: Schema = {
  ...plainSchema("zoneId name type ttl", "content priority proxied comment tags"),
  data: { fields: DATA },
  settings: { fields: plainSchema("", "flattenCname ipv4Only ipv6Only") },
};
const REPLACING = ["zoneId", "type"];

/** What the provider fills in itself when the program says nothing, so that absence is no change. */
const COMPUTED = ["content", "proxied", "tags", "settings"];

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
    return failures;
  },

  diff(state, inputs) {
    compareFlags(state, inputs);
    const changed = differing(state, inputs, SCHEMA).filter(
      (name) => !(inputs[name] === undefined && COMPUTED.includes(name)) && !isHidden(name, state, inputs),
    );
    return difference(changed, REPLACING);
  },

  async create(account, inputs) {
    const { zoneId, ...body } = inputs as Inputs;
    const made = await service.createRecord(account, zoneId, body);
    return { id: made.id, state: writtenState(inputs, made.body) };
  },

  async read(account, id, state) {
    const [zoneId, recordId] = state ? [String(state["zoneId"]), id] : importId(id);
    const found = await service.readRecord(account, zoneId, recordId);
    return found && { id: recordId, state: liveState(zoneId, found.body) };
  },

  async update(account, id, _state, inputs) {
    const { zoneId, ...body } = inputs as Inputs;
    return writtenState(inputs, (await service.updateRecord(account, zoneId, id, body)).body);
  },

  delete: (account, id, state) => service.deleteRecord(account, String(state["zoneId"]), id),
};

export const cloudflare: ProviderPlugin = {
  cloud: "cloudflare",
  bridge: "framework",
  accountKeys: ["apiToken", "apiKey"],
  resources: { "cloudflare:index/dnsRecord:DnsRecord": record, "cloudflare:index/zone:Zone": cloudflareZone },
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
  // a relative name, `@`, or any prefix of the old name counts as the old name
  if (name === "name") return wanted === "@" || old.startsWith(wanted);
  // ModifyPlan compares the content of a CNAME, and of nothing else, without regard to case
  return name === "content" && inputs["type"] === "CNAME" && old.toLowerCase() === wanted.toLowerCase();
}

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
  return { tags, settings, createdOn, modifiedOn, meta: "{}", proxiable: PROXIABLE.includes(type) };
}

function importId(id: string): readonly [zoneId: string, recordId: string] {
  const [zoneId, recordId, ...rest] = id.split("/");
  if (zoneId && recordId && rest.length === 0) return [zoneId, recordId];
  throw new Error(`invalid ID "${id}": expected urlencoded segments "<zone_id>/<dns_record_id>"`);
}

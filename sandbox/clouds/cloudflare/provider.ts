import {
  differing,
  missing,
  type Properties,
  type ProviderPlugin,
  present,
  type ResourceHandler,
  sameJson,
  unknownValue,
} from "../../provider.ts";
import { cloudflareFunctions } from "./lookups.ts";
import type { CloudflareRecord, CloudflareRequest } from "./rules.ts";
import * as service from "./service.ts";
import { cloudflareZone } from "./zone.ts";

/** The inputs of a DnsRecord, as `@pulumi/cloudflare` names them. */
interface Inputs extends Properties {
  zoneId: string;
  name: string;
  type: string;
  content?: string;
  data?: Properties;
}

const inputNames = [
  "zoneId",
  "name",
  "type",
  "content",
  "data",
  "ttl",
  "priority",
  "proxied",
  "comment",
  "tags",
  "settings",
];
/** What the provider fills in itself when the program says nothing, so that absence is no change. */
const computed = ["content", "proxied", "tags", "settings"];
const types =
  "A AAAA CNAME MX NS OPENPGPKEY PTR TXT CAA CERT DNSKEY DS HTTPS LOC NAPTR SMIMEA SRV SSHFP SVCB TLSA URI".split(
    " ",
  );

const dnsRecord: ResourceHandler = {
  check(inputs) {
    const failures = missing(inputs, ["zoneId", "name", "type", "ttl"]);
    const { type, priority } = inputs;
    if (typeof type === "string" && type !== unknownValue && !types.includes(type.toUpperCase())) {
      failures.push({ property: "type", reason: `Attribute type value must be one of: ${types.join(", ")}` });
    }
    if (typeof priority === "number" && (priority < 0 || priority > 65535)) {
      failures.push({ property: "priority", reason: "Attribute priority value must be between 0 and 65535" });
    }
    return { inputs, failures };
  },

  diff(state, inputs) {
    const flags = [state, inputs].map((side) => (side["data"] as Properties | undefined)?.["flags"]);
    if (flags.every((flag) => flag !== undefined) && typeof flags[0] !== typeof flags[1]) {
      // The provider's `flags` is of no fixed type, and two types of it cannot be compared (facts/pulumi.md 6b).
      throw new Error(
        `data.flags: wrong final value type: ${typeof flags[1]} required, but have ${typeof flags[0]}`,
      );
    }
    const changed = differing(state, inputs, inputNames).filter(
      (name) => !(inputs[name] === undefined && computed.includes(name)) && !hidden(name, state, inputs),
    );
    return { changed, replaces: changed.filter((name) => name === "zoneId" || name === "type") };
  },

  async create(account, inputs) {
    const { id, body } = await service.createRecord(
      account,
      (inputs as Inputs).zoneId,
      requestOf(inputs as Inputs),
    );
    return { id, state: writtenState(inputs, body) };
  },

  async read(account, id, state, inputs) {
    const [zoneId, recordId] = state ? [String(state["zoneId"]), id] : importId(id);
    const record = await service.readRecord(account, zoneId, recordId);
    if (!record) return undefined;
    const live = liveState(zoneId, record.body);
    if (!state || !inputs) return { id: recordId, state: live, inputs: importedInputs(live) };
    // Only what the program says is compared again: the inputs keep their keys and take the live values.
    const seen = Object.entries(inputs).map(([key, value]) => [
      key,
      sameJson(value, live[key]) ? value : live[key],
    ]);
    return { id: recordId, state: live, inputs: present(Object.fromEntries(seen)) };
  },

  async update(account, id, _state, inputs) {
    const { body } = await service.updateRecord(
      account,
      (inputs as Inputs).zoneId,
      id,
      requestOf(inputs as Inputs),
    );
    return writtenState(inputs, body);
  },

  async delete(account, id, state) {
    await service.deleteRecord(account, String(state["zoneId"]), id);
  },
};

/** Cloudflare through pulumi-cloudflare 6: one resource is one value, or a zone. */
export const cloudflare: ProviderPlugin = {
  name: "cloudflare",
  cloud: "cloudflare",
  accountKeys: ["apiToken", "apiKey"],
  resources: {
    "cloudflare:index/dnsRecord:DnsRecord": dnsRecord,
    "cloudflare:index/zone:Zone": cloudflareZone,
  },
  functions: cloudflareFunctions,
};

/** Differences that the real provider hides from the plan. */
function hidden(name: string, state: Properties, inputs: Properties): boolean {
  const [old, wanted] = [state[name], inputs[name]];
  if (typeof old !== "string" || typeof wanted !== "string" || wanted === unknownValue) return false;
  // A relative name, `@`, or any prefix of the old name counts as the old name (facts/pulumi.md 3 and 6b).
  if (name === "name") return wanted === "@" || old.startsWith(wanted);
  // ModifyPlan compares the content of a CNAME, and of nothing else, without regard to case (facts/pulumi.md 5).
  return name === "content" && inputs["type"] === "CNAME" && old.toLowerCase() === wanted.toLowerCase();
}

function requestOf(inputs: Inputs): CloudflareRequest {
  const { zoneId: _, ...body } = inputs;
  return body as CloudflareRequest;
}

/** After a write the provider keeps what the program said and takes only the rest from the API (facts/pulumi.md 6b). */
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
  const proxiable = ["A", "AAAA", "CNAME"].includes(type);
  return { tags, settings, createdOn, modifiedOn, meta: "{}", proxiable };
}

function importedInputs(live: Properties): Properties {
  const inputs = Object.fromEntries(inputNames.map((name) => [name, live[name]]));
  if (inputs["data"]) delete inputs["content"];
  for (const name of ["tags", "settings"]) delete inputs[name];
  return present(inputs);
}

function importId(id: string): [string, string] {
  const [zoneId, recordId, ...rest] = id.split("/");
  if (zoneId && recordId && rest.length === 0) return [zoneId, recordId];
  throw new Error(`invalid ID "${id}": expected urlencoded segments "<zone_id>/<dns_record_id>"`);
}

import { canonicalName } from "../../names.ts";
import {
  asRead,
  differing,
  missing,
  type Properties,
  type ProviderPlugin,
  present,
  type ResourceHandler,
  unknownValue,
} from "../../provider.ts";
import { type Account, ServiceError } from "../../service.ts";
import { route53Functions } from "./lookups.ts";
import type { AliasTarget, Change, RecordSet, WantedSet } from "./service.ts";
import * as service from "./service.ts";
import { route53Zone } from "./zone.ts";

/** The inputs of a Record, as `@pulumi/aws` names them. */
interface Inputs extends Properties {
  zoneId: string;
  name: string;
  type: string;
  ttl?: number;
  records?: string[];
  aliases?: AliasTarget[];
  allowOverwrite?: boolean;
}

const inputNames = ["zoneId", "name", "type", "ttl", "records", "aliases", "allowOverwrite"];
const types = "A AAAA CAA CNAME DS HTTPS MX NAPTR NS PTR SOA SPF SRV SSHFP SVCB TLSA TXT".split(" ");

const record: ResourceHandler = {
  check(inputs) {
    const failures = missing(inputs, ["zoneId", "name", "type"]);
    const { type, records, aliases, ttl } = inputs;
    const fail = (property: string, reason: string) => failures.push({ property, reason });
    if (typeof type === "string" && type !== unknownValue && !types.includes(type)) {
      fail("type", `expected type to be one of [${types.join(" ")}], got ${type}`);
    }
    if (!records === !aliases) fail("records", "exactly one of `records` and `aliases` must be specified");
    if (records && ttl === undefined) fail("ttl", "all of `records,ttl` must be specified");
    for (const name of Object.keys(inputs)) {
      if (name === "setIdentifier" || name === "healthCheckId" || /RoutingPolic(y|ies)$/.test(name)) {
        fail(name, `the sandbox does not offer ${name}: it answers every asker alike`);
      }
    }
    // The provider keeps names in lower case and without a final dot, and `records` is a set (facts/pulumi.md 3).
    const checked = { ...inputs };
    if (typeof inputs["name"] === "string") checked["name"] = plainName(inputs["name"]);
    return { inputs: checked, failures };
  },

  diff(state, inputs) {
    const changed = differing(asSet(state), asSet(inputs), inputNames).filter(
      (name) => !(name === "allowOverwrite" && !state[name] && !inputs[name]),
    );
    return { changed, replaces: changed.filter((name) => name === "zoneId" || name === "name") };
  },

  async create(account, inputs) {
    return write(account, inputs as Inputs, "create", inputs["allowOverwrite"] ? "UPSERT" : "CREATE");
  },

  async read(account, id, state, inputs) {
    const { zoneId, name, type } = state ? (state as Inputs) : importId(id);
    const zone = await service.readZone(account, zoneId);
    if (!zone) return undefined;
    const fqdn = expandedName(name, zone.name);
    const set = await service.readRecordSet(account, zoneId, fqdn, type);
    if (!set) return undefined;
    const live = stateOf({ zoneId, name, type }, fqdn, set, state);
    return asRead(id, live, state && inputs, inputNames);
  },

  async update(account, _id, old, inputs) {
    if (old["type"] === inputs["type"])
      return (await write(account, inputs as Inputs, "update", "UPSERT")).state;
    // A change of type is one atomic batch (facts/pulumi.md 3). The resource's id stays that of the old type.
    const action = inputs["allowOverwrite"] ? "UPSERT" : "CREATE";
    return (await write(account, inputs as Inputs, "update", action, String(old["type"]))).state;
  },

  async delete(account, _id, state) {
    const { zoneId, name, type } = state as Inputs;
    const zone = await service.readZone(account, zoneId);
    if (!zone) return;
    const set = { name: expandedName(name, zone.name), type };
    // It looks first, and swallows what the service says if the RRset goes meanwhile (facts/pulumi.md 3).
    if (!(await service.readRecordSet(account, zoneId, set.name, type))) return;
    try {
      await service.changeRecordSets(account, zoneId, "delete", [{ action: "DELETE", set }]);
    } catch (error) {
      if (!(error instanceof ServiceError && error.code === "InvalidChangeBatch")) throw error;
    }
  },
};

/** Route 53 through pulumi-aws 7: one resource is one RRset, or a zone. */
export const route53: ProviderPlugin = {
  name: "aws",
  cloud: "route53",
  accountKeys: ["profile", "accessKey"],
  resources: { "aws:route53/record:Record": record, "aws:route53/zone:Zone": route53Zone },
  functions: route53Functions,
};

async function write(
  account: Account,
  inputs: Inputs,
  action: "create" | "update",
  change: "CREATE" | "UPSERT",
  oldType?: string,
): Promise<{ id: string; state: Properties }> {
  const { zoneId, type } = inputs;
  const zone = await service.readZone(account, zoneId);
  const name = expandedName(inputs.name, zone?.name ?? "");
  const changes: Change[] = [{ action: change, set: setOf(inputs, name) }];
  if (oldType) changes.unshift({ action: "DELETE", set: { name, type: oldType } });
  try {
    await service.changeRecordSets(account, zoneId, action, changes);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const doing = oldType ? `updating Route53 Record (${idOf(inputs)})` : "creating Route53 Record";
    throw new ServiceError(error.code, `${doing}: ${error.message}`);
  }
  const set = await service.readRecordSet(account, zoneId, name, type);
  if (!set) throw new Error(`reading Route 53 Record (${idOf(inputs)}): couldn't find resource`);
  return { id: idOf(inputs), state: stateOf(inputs, name, set, inputs) };
}

function setOf({ type, ttl, records, aliases }: Inputs, name: string): WantedSet {
  const alias = aliases?.[0];
  if (alias) return { name, type, values: [], alias };
  // The provider puts quotes around, and does not escape those inside (facts/pulumi.md 3).
  const quote = (value: string) => (type === "TXT" || type === "SPF" ? `"${value}"` : value);
  const set: WantedSet = { name, type, values: [...new Set(records)].map(quote) };
  if (ttl !== undefined) set.ttl = ttl;
  return set;
}

function stateOf(
  { zoneId, name, type }: Pick<Inputs, "zoneId" | "name" | "type">,
  fqdn: string,
  set: RecordSet,
  said: Properties | undefined,
): Properties {
  const unquote = (value: string) =>
    (type === "TXT" || type === "SPF") && value.length > 1 && value.startsWith('"') && value.endsWith('"')
      ? value.slice(1, -1)
      : value;
  const { ttl, alias } = set;
  const records = alias ? undefined : inOrderOf(set.values.map(unquote), said?.["records"]);
  const aliases = alias ? [alias] : undefined;
  return present({
    zoneId,
    name,
    type,
    ttl,
    records,
    aliases,
    allowOverwrite: said?.["allowOverwrite"],
    fqdn,
  });
}

/** `records` is a set: it keeps the order it was given in. */
function inOrderOf(values: string[], said: unknown): string[] {
  const order = Array.isArray(said) ? said : [];
  const place = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length);
  return values.toSorted((left, right) => place(left) - place(right));
}

function asSet(properties: Properties): Properties {
  const records = properties["records"];
  return Array.isArray(records) ? { ...properties, records: [...new Set(records)].sort() } : properties;
}

function plainName(name: string): string {
  return name === unknownValue ? name : name.toLowerCase().replace(/\.$/, "");
}

/** "Is it within the zone" is a pure suffix test in the provider, so `notexample.com` counts (facts/pulumi.md 3). */
function expandedName(name: string, zone: string): string {
  if (name === "") return zone;
  const plain = canonicalName(name);
  return plain.endsWith(zone) ? plain : `${plain}.${zone}`;
}

function idOf({ zoneId, name, type }: Pick<Inputs, "zoneId" | "name" | "type">): string {
  return `${zoneId}_${name.toLowerCase()}_${type}`;
}

/** The first part that equals a type in upper case ends the name (facts/pulumi.md 1). */
function importId(id: string): Pick<Inputs, "zoneId" | "name" | "type"> {
  const [zoneId, ...parts] = id.split("_");
  const end = parts.findIndex((part) => types.includes(part));
  const type = parts[end];
  if (zoneId && end > 0 && type) return { zoneId, name: plainName(parts.slice(0, end).join("_")), type };
  throw new Error(
    `unexpected format of ID ("${id}"), expected ZONEID_RECORDNAME_TYPE_SET-IDENTIFIER (e.g. Z4KAPRWWNC7JR_dev.example.com_NS_dev), where SET-IDENTIFIER is optional`,
  );
}

/** Route 53 through pulumi-aws 7: one resource is one RRset, or a zone (docs/facts/route53.md, provider). */

import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { canonicalName } from "../../names.ts";
import { difference, differing, isOther, missing, present, UNKNOWN } from "../../properties.ts";
import type { Failure, Properties, ProviderPlugin, ResourceHandler } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { swallowing, worded } from "../../service.ts";
import { route53Functions } from "./lookups.ts";
import type { AliasTarget, Change, RecordSet, WantedSet } from "./record.ts";
import * as service from "./service.ts";
import { route53Zone } from "./zone.ts";

/** The inputs of a Record, as `@pulumi/aws` names them. */
interface Inputs extends Properties {
  readonly zoneId: string;
  readonly name: string;
  readonly type: string;
  readonly ttl?: number;
  readonly records?: readonly string[];
  readonly aliases?: readonly AliasTarget[];
  readonly allowOverwrite?: boolean;
}

type Key = Pick<Inputs, "zoneId" | "name" | "type">;

const SCHEMA: Schema = {
  ...plainSchema("zoneId name type", "ttl records allowOverwrite"),
  aliases: { fields: plainSchema("name zoneId evaluateTargetHealth") },
};
const REPLACING = ["zoneId", "name"];
const TYPES = "A AAAA CAA CNAME DS HTTPS MX NAPTR NS PTR SOA SPF SRV SSHFP SVCB TLSA TXT".split(" ");

/** Inputs that make an answer depend on who asks. */
const ROUTING = /^(?:setIdentifier|healthCheckId)$|RoutingPolic(?:y|ies)$/;

const record: ResourceHandler = {
  schema: SCHEMA,

  check(inputs) {
    const { type, records, aliases, ttl } = inputs;
    const failures: Failure[] = missing(inputs, SCHEMA);
    const fail = (property: string, reason: string): number => failures.push({ property, reason });
    if (isOther(type, TYPES)) fail("type", `expected type to be one of [${TYPES.join(" ")}], got ${type}`);
    if (!records === !aliases) fail("records", "exactly one of `records` and `aliases` must be specified");
    if (records && ttl === undefined) fail("ttl", "all of `records,ttl` must be specified");
    for (const input of Object.keys(inputs).filter((key) => ROUTING.test(key))) {
      fail(input, `the sandbox does not offer ${input}: it answers every client alike`);
    }
    return failures;
  },

  diff(state, inputs) {
    const changed = differing(asKept(state), asKept(inputs), SCHEMA).filter(
      (name) => !(name === "allowOverwrite" && !state[name] && !inputs[name]),
    );
    return difference(changed, REPLACING);
  },

  create: (account, inputs) =>
    write(account, inputs as Inputs, "create", inputs["allowOverwrite"] ? "UPSERT" : "CREATE"),

  async read(account, id, state) {
    const key = state ? (state as Inputs) : importId(id);
    const zone = await service.readZone(account, key.zoneId);
    if (!zone) return undefined;
    const fqdn = expandedName(key.name, zone.name);
    const set = await service.readRecordSet(account, key.zoneId, fqdn, key.type);
    return set && { id, state: stateOf(key, fqdn, set, state) };
  },

  async update(account, _id, old, inputs) {
    // a change of type is one atomic batch; the resource's id stays that of the old type
    const oldType = old["type"] === inputs["type"] ? undefined : String(old["type"]);
    const action = oldType === undefined || inputs["allowOverwrite"] ? "UPSERT" : "CREATE";
    return (await write(account, inputs as Inputs, "update", action, oldType)).state;
  },

  async delete(account, _id, state) {
    const { zoneId, name, type } = state as Inputs;
    const zone = await service.readZone(account, zoneId);
    if (!zone) return;
    const set = { name: expandedName(name, zone.name), type };
    // it looks first, and swallows what the service says if the RRset goes meanwhile
    if (!(await service.readRecordSet(account, zoneId, set.name, type))) return;
    const changes: readonly Change[] = [{ action: "DELETE", set }];
    await swallowing("InvalidChangeBatch", service.changeRecordSets(account, zoneId, "delete", changes));
  },
};

export const route53: ProviderPlugin = {
  cloud: "route53",
  bridge: "sdk",
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
  const id = idOf(inputs);
  const zone = await service.readZone(account, zoneId);
  const name = expandedName(inputs.name, zone?.name ?? "");
  const changes: readonly Change[] = [
    ...(oldType === undefined ? [] : [{ action: "DELETE", set: { name, type: oldType } } as const]),
    { action: change, set: setOf(inputs, name) },
  ];
  const doing = oldType === undefined ? "creating Route53 Record" : `updating Route53 Record (${id})`;
  await worded(doing, service.changeRecordSets(account, zoneId, action, changes));
  const set = await service.readRecordSet(account, zoneId, name, type);
  if (!set) throw new Error(`reading Route 53 Record (${id}): couldn't find resource`);
  return { id, state: stateOf(inputs, name, set, inputs) };
}

function setOf({ type, ttl, records, aliases }: Inputs, name: string): WantedSet {
  const alias = aliases?.[0];
  if (alias) return { name, type, values: [], alias };
  // the provider puts quotes around, and does not escape those inside
  const values = [...new Set(records)].map((value) => (isText(type) ? `"${value}"` : value));
  return { name, type, values, ...(ttl !== undefined && { ttl }) };
}

function stateOf(
  { zoneId, name, type }: Key,
  fqdn: string,
  { ttl, values, alias }: RecordSet,
  said: Properties | undefined,
): Properties {
  const unquote = (value: string): string => (isText(type) ? value.replace(/^"(.*)"$/s, "$1") : value);
  return present({
    zoneId,
    name: plainName(name),
    type,
    ttl,
    records: alias ? undefined : inOrderOf(values.map(unquote), said?.["records"]),
    aliases: alias && [alias],
    allowOverwrite: said?.["allowOverwrite"],
    fqdn,
  });
}

const isText = (type: string): boolean => type === "TXT" || type === "SPF";

/** `records` is a set: it keeps the order it was given in. */
function inOrderOf(values: readonly string[], said: unknown): string[] {
  const order = Array.isArray(said) ? said : [];
  const place = (value: string): number => (order.includes(value) ? order.indexOf(value) : order.length);
  return values.toSorted((left, right) => place(left) - place(right));
}

/** What is compared: names as the provider keeps them, and `records` as a set. */
function asKept(properties: Properties): Properties {
  const { name, records } = properties;
  return {
    ...properties,
    ...(typeof name === "string" && { name: plainName(name) }),
    ...(Array.isArray(records) && { records: [...new Set(records)].sort() }),
  };
}

const plainName = (name: string): string => (name === UNKNOWN ? name : name.toLowerCase().replace(/\.$/, ""));

/** "Is it within the zone" is a pure suffix test in the provider, so `notexample.com` counts. */
function expandedName(name: string, zone: string): string {
  if (name === "") return zone;
  const plain = canonicalName(name);
  return plain.endsWith(zone) ? plain : `${plain}.${zone}`;
}

const idOf = ({ zoneId, name, type }: Key): string => `${zoneId}_${plainName(name)}_${type}`;

/** The first part that equals a type in upper case ends the name. */
function importId(id: string): Key {
  const [zoneId, ...parts] = id.split("_");
  const end = parts.findIndex((part) => TYPES.includes(part));
  const type = parts[end];
  if (zoneId && end > 0 && type) return { zoneId, name: plainName(parts.slice(0, end).join("_")), type };
  throw new Error(
    `unexpected format of ID ("${id}"), expected ZONEID_RECORDNAME_TYPE_SET-IDENTIFIER (e.g. Z4KAPRWWNC7JR_dev.example.com_NS_dev), where SET-IDENTIFIER is optional`,
  );
}

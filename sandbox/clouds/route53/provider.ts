/** Route 53 through pulumi-aws 7: one resource is one RRset, or a zone (docs/facts/route53.md, provider). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, isOther, missing, present, sameOrZero, UNKNOWN } from "../../properties.ts";
import type { Failure, Properties, ProviderPlugin, ResourceHandler } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { ServiceError, swallowing, worded } from "../../service.ts";
import { hostedZoneDnssec } from "./hosted-zone-dnssec.ts";
import { keySigningKey } from "./key-signing-key.ts";
import { route53Functions } from "./lookups.ts";
import { expandedName, normalizedName, plainName } from "./names.ts";
import type { AliasTarget, Change, RecordSet } from "./record.ts";
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
  ...plainSchema("zoneId type", "ttl records allowOverwrite"),
  name: { required: true, keepsInput: true },
  aliases: {
    fields: {
      ...plainSchema("zoneId evaluateTargetHealth"),
      name: { required: true, keepsInput: true },
    },
  },
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
    if (!records === !aliases) {
      const count = records
        ? "only one of `alias,records` can be specified"
        : "one of `alias,records` must be specified";
      fail("aliases", count);
      fail("records", count);
    }
    // records without a TTL pass, though the declaration would have them fail, and the API refuses them
    if (ttl !== undefined && !records) fail("ttl", '"ttl": all of `records,ttl` must be specified');
    if (ttl !== undefined && aliases) {
      fail("ttl", '"ttl": conflicts with alias');
      fail("aliases", '"alias": conflicts with ttl');
    }
    for (const input of Object.keys(inputs).filter((key) => ROUTING.test(key))) {
      fail(input, `the sandbox does not offer ${input}: it answers every client alike`);
    }
    return failures;
  },

  diff(state, inputs) {
    const changed = differing(asKept(state), asKept(inputs), SCHEMA, sameOrZero);
    // what the provider fills in itself is not given up where a program leaves it out
    return difference(
      changed.filter((name) => !(name === "allowOverwrite" && inputs[name] === undefined)),
      REPLACING,
    );
  },

  planned(inputs, state) {
    const outputs: Properties = { id: UNKNOWN, fqdn: UNKNOWN, allowOverwrite: UNKNOWN };
    const { records, ttl, ...kept } = state ?? outputs;
    // what a program gave up is gone, but the zeros of the SDK stay
    const zeros = { ...(records !== undefined && { records: [] }), ...(ttl === 0 && { ttl }) };
    return { ...kept, ...zeros, aliases: [], ...asKept(inputs) };
  },

  create: (account, inputs) =>
    write(account, inputs as Inputs, "create", inputs["allowOverwrite"] ? "UPSERT" : "CREATE"),

  async read(account, id, state) {
    // the bridge drops what the importer says of an id that is none: nothing is there
    const key = state ? (state as Inputs) : importId(id);
    const found = key && (await findSet(account, id, key));
    if (!found) return undefined;
    const live = stateOf(key, found.fqdn, found.set, state);
    // a change of type has given the state another id than the engine has
    return { id: String(state?.["id"] ?? id), state: { ...live, records: live["records"] ?? [] } };
  },

  async update(account, id, old, inputs) {
    if (old["type"] === inputs["type"]) {
      const { state } = await write(account, inputs as Inputs, "update", "UPSERT");
      return { ...state, records: state["records"] ?? (old["records"] && []) };
    }
    // one atomic batch; the engine keeps the id that has the old type, the state has the new one
    const action = inputs["allowOverwrite"] ? "UPSERT" : "CREATE";
    const made = await write(account, inputs as Inputs, "update", action, { id, set: old as Inputs });
    return { ...made.state, id: made.id };
  },

  async delete(account, id, state) {
    const key = state as Inputs;
    // it looks first, deletes what it finds, and swallows what the service says if the RRset goes meanwhile
    const found = await findSet(account, id, key);
    if (!found) return;
    const changes: readonly Change[] = [{ action: "DELETE", set: found.set }];
    await swallowing(
      "InvalidChangeBatch",
      worded(
        `deleting Route53 Record (${id}): `,
        service.changeRecordSets(account, key.zoneId, "delete", changes),
      ),
    );
  },
};

export const route53: ProviderPlugin = {
  cloud: "route53",
  bridge: "sdk2",
  frameworkLookUps: ["aws:route53/getRecords:getRecords"],
  accountKeys: ["profile", "accessKey"],
  resources: {
    "aws:route53/record:Record": record,
    "aws:route53/zone:Zone": route53Zone,
    "aws:route53/keySigningKey:KeySigningKey": keySigningKey,
    "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec": hostedZoneDnssec,
  },
  functions: route53Functions,
};

/** The RRset of a resource and its name in full; undefined where the zone or the RRset is not there. */
async function findSet(
  account: Account,
  id: string,
  { zoneId, name, type }: Key,
): Promise<{ readonly set: RecordSet; readonly fqdn: string } | undefined> {
  const reading = `reading Route 53 Record (${id}): `;
  const zone = await worded(reading, service.readZone(account, zoneId));
  if (!zone) return undefined;
  const fqdn = expandedName(name, zone.name);
  const set = await worded(reading, service.readRecordSet(account, zoneId, fqdn, type));
  return set && { set, fqdn };
}

/** `before` is what a change of type takes away in the same batch. */
async function write(
  account: Account,
  inputs: Inputs,
  action: "create" | "update",
  change: "CREATE" | "UPSERT",
  before?: { readonly id: string; readonly set: Inputs },
): Promise<{ id: string; state: Properties }> {
  const { zoneId, type } = inputs;
  const id = idOf(inputs);
  const zone = await service.readZone(account, zoneId);
  if (!zone) {
    throw new ServiceError("NotFound", `reading Route 53 Hosted Zone (${zoneId}): couldn't find resource`);
  }
  const name = expandedName(inputs.name, zone.name);
  const changes: readonly Change[] = [
    ...(before ? [{ action: "DELETE", set: setOf(before.set, name) } as const] : []),
    { action: change, set: setOf(inputs, name) },
  ];
  const doing = before ? `updating Route53 Record (${before.id}): ` : "creating Route53 Record: ";
  await worded(doing, service.changeRecordSets(account, zoneId, action, changes));
  const set = await service.readRecordSet(account, zoneId, name, type);
  if (!set) throw new Error(`reading Route 53 Record (${id}): couldn't find resource`);
  const { records } = asKept(inputs);
  // an empty value is in the state until the next refresh
  return { id, state: { ...stateOf(inputs, name, set, inputs), ...(records !== undefined && { records }) } };
}

function setOf({ type, ttl, records, aliases }: Inputs, name: string): RecordSet {
  const alias = aliases?.[0];
  if (alias) return { name, type, values: [], alias };
  // the provider drops empty values and puts quotes around texts, without escaping those inside
  const values = [...new Set(records)]
    .filter((value) => value !== "")
    .map((value) => (isText(type) ? `"${value}"` : value));
  return { name, type, values, ...(ttl !== undefined && values.length > 0 && { ttl }) };
}

function stateOf(
  { zoneId, name, type }: Key,
  fqdn: string,
  { ttl = 0, values, alias }: RecordSet,
  said: Properties | undefined,
): Properties {
  const unquote = (value: string): string => (isText(type) ? value.replace(/^"(.*)"$/s, "$1") : value);
  return present({
    zoneId,
    name: plainName(name),
    type,
    ttl,
    records: alias ? undefined : values.map(unquote).toSorted(),
    aliases: alias ? [{ ...alias, name: normalizedName(alias.name) }] : [],
    allowOverwrite: said?.["allowOverwrite"],
    fqdn,
    ...ROUTING_OUTPUTS,
  });
}

/** What the state has of routing where there is none. */
const ROUTING_OUTPUTS: Properties = {
  healthCheckId: "",
  multivalueAnswerRoutingPolicy: false,
  setIdentifier: "",
};

const isText = (type: string): boolean => type === "TXT" || type === "SPF";

/** Properties as the provider keeps them: `records` is a set. */
function asKept(properties: Properties): Properties {
  const { name, records, aliases } = properties;
  return {
    ...properties,
    ...(typeof name === "string" && { name: plainName(name) }),
    ...(Array.isArray(records) && { records: [...new Set(records)].sort() }),
    ...(Array.isArray(aliases) && {
      aliases: aliases.map((alias: AliasTarget) => ({ ...alias, name: normalizedName(alias.name) })),
    }),
  };
}

const idOf = ({ zoneId, name, type }: Key): string => `${zoneId}_${name.toLowerCase()}_${type}`;

/** The first part that equals a type in upper case ends the name; undefined if there is none. */
function importId(id: string): Key | undefined {
  const [zoneId, ...parts] = id.split("_");
  const end = parts.findIndex((part) => TYPES.includes(part));
  const type = parts[end];
  if (!zoneId || end <= 0 || !type) return undefined;
  return { zoneId, name: plainName(parts.slice(0, end).join("_")), type };
}

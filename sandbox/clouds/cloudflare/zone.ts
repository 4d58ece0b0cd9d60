/** `cloudflare:index/zone:Zone`, as terraform-provider-cloudflare has it in internal/services/zone (read 2026-11-22). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, isOther, missing, present, UNKNOWN } from "../../properties.ts";
import type { Properties, ResourceHandler } from "../../provider.ts";
import { worded } from "../../service.ts";
import { FAILED } from "./failed.ts";
import { zoneResult } from "./lookups.ts";
import type { CloudflareZone } from "./record.ts";
import * as service from "./service.ts";

const SCHEMA: Schema = {
  account: { required: true, fields: plainSchema("", "id") },
  ...plainSchema("name", "paused type vanityNameServers"),
};
const REPLACING = ["account", "name"];

/** What an attribute is that the program does not give. */
const DEFAULTS: Properties = { paused: false, type: "full" };

/** What the API alone knows of a new zone. */
const UNKNOWN_OUTPUTS: Properties = Object.fromEntries(
  ["id", "nameServers", "plan", "status", "vanityNameServers"].map((name) => [name, UNKNOWN]),
);

const TYPES = ["full", "partial", "secondary", "internal"];

export const cloudflareZone: ResourceHandler = {
  schema: SCHEMA,

  check(inputs) {
    const failures = missing(inputs, SCHEMA);
    const { type } = inputs;
    if (isOther(type, TYPES, (text) => text.toLowerCase())) {
      failures.push({ property: "type", reason: `Attribute type value must be one of: ${TYPES.join(", ")}` });
    }
    return failures;
  },

  diff(state, inputs) {
    const changed = differing(state, { ...DEFAULTS, ...inputs }, SCHEMA);
    // the provider fills these in itself where the program says nothing
    return difference(
      changed.filter((name) => !(name === "vanityNameServers" && inputs[name] === undefined)),
      REPLACING,
    );
  },

  planned: (inputs, { id } = {}) => ({
    ...UNKNOWN_OUTPUTS,
    ...DEFAULTS,
    ...inputs,
    ...(id !== undefined && { id }),
  }),

  async create(account, inputs) {
    const { id: accountId } = inputs["account"] as { readonly id?: string };
    const created = await worded(FAILED, service.createZone(account, String(inputs["name"]), accountId));
    return { id: created.id, state: writtenState(created, inputs) };
  },

  async read(account, id) {
    const found = await worded(FAILED, service.findZone(account, id));
    return found && { id, state: stateOf(found) };
  },

  async update(account, id, _state, inputs) {
    const paused = await worded(FAILED, service.pauseZone(account, id, inputs["paused"] === true));
    return writtenState(paused, inputs);
  },

  /** A zone that is gone is an error: the provider does not swallow 404. */
  delete: (account, id) => worded(FAILED, service.deleteZone(account, id)),
};

/** After a write the provider keeps what the program said and takes only the rest from the API. */
const writtenState = (zone: CloudflareZone, inputs: Properties): Properties => ({
  ...stateOf(zone),
  ...DEFAULTS,
  ...present(inputs),
});

function stateOf(zone: CloudflareZone): Properties {
  const { id: _, account, ...live } = zoneResult(zone);
  return present({ ...live, account: { id: (account as { readonly id: string }).id } });
}

/** `cloudflare:index/zone:Zone`, as terraform-provider-cloudflare has it in internal/services/zone (read 2026-11-22). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, isOther, missing, present } from "../../properties.ts";
import type { Properties, ResourceHandler } from "../../provider.ts";
import { zoneResult } from "./lookups.ts";
import type { CloudflareZone } from "./record.ts";
import * as service from "./service.ts";

const SCHEMA: Schema = {
  account: { required: true, fields: plainSchema("", "id") },
  ...plainSchema("name", "paused type vanityNameServers"),
};
const REPLACING = ["account", "name"];

/** What the provider fills in itself when the program says nothing, so that absence is no change. */
const COMPUTED = ["paused", "type", "vanityNameServers"];

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
    const changed = differing(state, inputs, SCHEMA);
    return difference(
      changed.filter((name) => !(inputs[name] === undefined && COMPUTED.includes(name))),
      REPLACING,
    );
  },

  async create(account, inputs) {
    const created = await service.createZone(account, String(inputs["name"]));
    return { id: created.id, state: stateOf(created, inputs) };
  },

  async read(account, id, state) {
    const found = await service.findZone(account, id);
    return found && { id, state: stateOf(found, state ?? {}) };
  },

  async update(account, id, _state, inputs) {
    return stateOf(await service.pauseZone(account, id, inputs["paused"] === true), inputs);
  },

  /** A zone that is gone is an error: the provider does not swallow 404. */
  delete: (account, id) => service.deleteZone(account, id),
};

/** What the program said of the account stays as it said it; an import has it from the API. */
function stateOf(zone: CloudflareZone, said: Properties): Properties {
  const { id: _, account, ...live } = zoneResult(zone);
  const { id } = (said["account"] ?? account) as { readonly id?: string };
  return present({ ...live, account: present({ id }), type: said["type"] ?? "full" });
}

import {
  asRead,
  differing,
  missing,
  type Properties,
  present,
  type ResourceHandler,
  unknownValue,
} from "../../provider.ts";
import type { StoredZone } from "../../store.ts";
import { zoneResult } from "./lookups.ts";
import * as service from "./service.ts";

const inputNames = ["account", "name", "paused", "type", "vanityNameServers"];
const types = ["full", "partial", "secondary", "internal"];
/** What the provider fills in itself when the program says nothing, so that absence is no change. */
const computed = ["paused", "type", "vanityNameServers"];

/** `cloudflare:index/zone:Zone`, as terraform-provider-cloudflare has it in internal/services/zone (read 2026-11-22). */
export const cloudflareZone: ResourceHandler = {
  check(inputs) {
    const failures = missing(inputs, ["account", "name"]);
    const { type } = inputs;
    if (typeof type === "string" && type !== unknownValue && !types.includes(type.toLowerCase())) {
      failures.push({ property: "type", reason: `Attribute type value must be one of: ${types.join(", ")}` });
    }
    return { inputs, failures };
  },

  diff(state, inputs) {
    const changed = differing(state, inputs, inputNames).filter(
      (name) => !(inputs[name] === undefined && computed.includes(name)),
    );
    return { changed, replaces: changed.filter((name) => name === "account" || name === "name") };
  },

  async create(account, inputs) {
    const zone = await service.createZone(account, String(inputs["name"]));
    return { id: zone.id, state: stateOf(zone, inputs) };
  },

  async read(account, id, state, inputs) {
    const zone = await service.findZone(account, id);
    if (!zone) return undefined;
    return asRead(id, stateOf(zone, state ?? {}), inputs, ["account", "name", "paused", "type"]);
  },

  async update(account, id, _state, inputs) {
    return stateOf(await service.pauseZone(account, id, inputs["paused"] === true), inputs);
  },

  /** A zone that is gone is an error: the provider does not swallow 404. */
  async delete(account, id) {
    await service.deleteZone(account, id);
  },
};

/** What the program said of the account stays as it said it; an import has it from the API. */
function stateOf(zone: StoredZone, said: Properties): Properties {
  const { id: _, account, ...live } = zoneResult(zone);
  const { id } = (said["account"] ?? account) as { id?: string };
  return present({ ...live, account: present({ id }), type: said["type"] ?? "full" });
}

/** `cloudflare:index/zoneDnssec:ZoneDnssec`, as terraform-provider-cloudflare has it in internal/services/zone_dnssec (docs/facts/cloudflare.md, DNSSEC). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, isOther, missing, present, UNKNOWN } from "../../properties.ts";
import type { Properties, ResourceHandler } from "../../provider.ts";
import { ServiceError, worded } from "../../service.ts";
import * as service from "./dnssec-service.ts";
import { FAILED } from "./failed.ts";

const SCHEMA: Schema = plainSchema("zoneId", "status dnssecMultiSigner dnssecPresigned dnssecUseNsec3");
const REPLACING = ["zoneId"];
const STATUSES = ["active", "disabled"];

/** What the API alone knows. */
const COMPUTED = [
  "algorithm",
  "digest",
  "digestAlgorithm",
  "digestType",
  "ds",
  "flags",
  "keyTag",
  "keyType",
  "modifiedOn",
  "publicKey",
];
const UNKNOWN_OUTPUTS: Properties = Object.fromEntries(["id", ...COMPUTED].map((name) => [name, UNKNOWN]));

export const zoneDnssec: ResourceHandler = {
  schema: SCHEMA,

  check(inputs) {
    const failures = missing(inputs, SCHEMA);
    if (isOther(inputs["status"], STATUSES, (text) => text.toLowerCase())) {
      const reason = `Attribute status value must be one of: ${STATUSES.join(", ")}`;
      failures.push({ property: "status", reason });
    }
    return failures;
  },

  diff: (state, inputs) => difference(differing(state, inputs, SCHEMA), REPLACING),

  planned: (inputs, { id } = {}) => ({ ...UNKNOWN_OUTPUTS, ...inputs, ...(id !== undefined && { id }) }),

  async create(account, inputs) {
    const { zoneId, ...body } = inputs;
    const made = await worded(FAILED, service.editDnssec(account, String(zoneId), body));
    return { id: String(zoneId), state: writtenState(made, inputs) };
  },

  async read(account, id, state) {
    const found = await worded(FAILED, service.readDnssec(account, id));
    if (!found && !state) throw new ServiceError("7003", `${FAILED}404 Not Found`);
    return found && { id, state: present({ ...found, zoneId: id }) };
  },

  async update(account, id, _state, inputs) {
    const { zoneId: _, ...body } = inputs;
    return writtenState(await worded(FAILED, service.editDnssec(account, id, body)), inputs);
  },

  delete: (account, id) => worded(FAILED, service.deleteDnssec(account, id)),
};

/** After a write the provider keeps what the program said and takes only the rest from the API. */
const writtenState = (said: service.CloudflareDnssec, inputs: Properties): Properties =>
  present({
    ...Object.fromEntries(COMPUTED.map((name) => [name, (said as unknown as Properties)[name]])),
    ...inputs,
  });

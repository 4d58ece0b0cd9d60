/** `cloudflare:index/workersCustomDomain:WorkersCustomDomain` (docs/facts/cloudflare.md, Workers). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, missing, present, UNKNOWN } from "../../properties.ts";
import type { Properties, ResourceHandler } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { ServiceError, worded } from "../../service.ts";
import { FAILED } from "./failed.ts";
import { importId } from "./import-id.ts";
import * as service from "./worker-service.ts";

const SCHEMA: Schema = plainSchema("accountId hostname service", "environment zoneId zoneName");
const REPLACING = ["accountId", "hostname"];

/** What the provider fills in itself where the program says nothing. */
const COMPUTED = ["environment", "zoneId", "zoneName"];

const UNKNOWN_OUTPUTS: Properties = Object.fromEntries(
  ["certId", ...COMPUTED].map((name) => [name, UNKNOWN]),
);

export const workerHostname: ResourceHandler = {
  schema: SCHEMA,
  check: (inputs) => missing(inputs, SCHEMA),

  diff(state, inputs) {
    const changed = differing(state, inputs, SCHEMA);
    return difference(
      changed.filter((name) => !(COMPUTED.includes(name) && inputs[name] === undefined)),
      REPLACING,
    );
  },

  planned: (inputs, { id = UNKNOWN } = {}) => ({ id, ...UNKNOWN_OUTPUTS, ...inputs }),

  create: (account, inputs) => put(account, inputs),

  async read(account, id, state) {
    const [accountId, domainId] = state
      ? [String(state["accountId"]), id]
      : importId(id, "<account_id>/<domain_id>");
    const found = await worded(FAILED, service.readHostname(account, accountId, domainId));
    if (!found && !state) throw new ServiceError("100114", `${FAILED}404 Not Found`);
    if (!found) return undefined;
    const { id: _, ...live } = found;
    return { id: domainId, state: { ...live, accountId } };
  },

  async update(account, _id, _state, inputs) {
    return (await put(account, inputs)).state;
  },

  delete: (account, id, { accountId }) =>
    worded(FAILED, service.deleteHostname(account, String(accountId), id)),
};

/** After a write the provider keeps what the program said and takes only the rest from the API. */
async function put(
  account: Account,
  inputs: Properties,
): Promise<{ readonly id: string; readonly state: Properties }> {
  const { accountId, ...request } = inputs;
  const made = service.putHostname(account, String(accountId), request as never);
  const { id, ...state } = await worded(FAILED, made);
  return { id, state: { ...state, ...present(inputs) } };
}

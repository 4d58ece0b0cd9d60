/** `cloudflare:index/workersScript:WorkersScript`, as far as programs of mailzone use it (docs/facts/cloudflare.md, Workers). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, missing, present, UNKNOWN } from "../../properties.ts";
import type { Properties, ResourceHandler } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { ServiceError, worded } from "../../service.ts";
import { FAILED } from "./failed.ts";
import { importId } from "./import-id.ts";
import type { WorkerScript } from "./record.ts";
import * as service from "./worker-service.ts";

const SCHEMA: Schema = plainSchema("accountId scriptName", "content mainModule compatibilityDate");
const REPLACING = ["accountId", "scriptName"];

export const workerScript: ResourceHandler = {
  schema: SCHEMA,
  check: (inputs) => missing(inputs, SCHEMA),

  diff(state, inputs) {
    const changed = differing(state, inputs, SCHEMA);
    // the provider fills it in itself where the program says nothing
    return difference(
      changed.filter((name) => !(name === "compatibilityDate" && inputs[name] === undefined)),
      REPLACING,
    );
  },

  planned: (inputs, { id = UNKNOWN, createdOn = UNKNOWN } = {}) => ({
    ...{ id, createdOn, etag: UNKNOWN, modifiedOn: UNKNOWN, compatibilityDate: UNKNOWN },
    ...inputs,
  }),

  async create(account, inputs) {
    return { id: String(inputs["scriptName"]), state: await put(account, inputs) };
  },

  async read(account, id, state) {
    const [accountId, name] = state
      ? [String(state["accountId"]), String(state["scriptName"])]
      : importId(id, "<account_id>/<script_name>");
    const found = await worded(FAILED, service.readScript(account, accountId, name));
    if (!found && !state) throw new ServiceError("10007", `${FAILED}404 Not Found`);
    if (!found) return undefined;
    const { mainModule: _, ...live } = found;
    // the API does not answer which part is the main one
    const kept = { mainModule: state?.["mainModule"] };
    return { id: name, state: present({ ...live, ...kept, accountId, scriptName: name }) };
  },

  update: (account, _id, _state, inputs) => put(account, inputs),

  delete: (account, _id, { accountId, scriptName }) =>
    worded(FAILED, service.deleteScript(account, String(accountId), String(scriptName))),
};

/** After a write the provider keeps what the program said and takes only the rest from the API. */
async function put(account: Account, inputs: Properties): Promise<Properties> {
  const { accountId, scriptName, ...body } = inputs as Properties & Partial<WorkerScript>;
  const written = service.putScript(account, String(accountId), String(scriptName), body);
  const { content: _, mainModule: __, ...rest } = await worded(FAILED, written);
  return { ...rest, ...present(inputs) };
}

/** `aws:route53/hostedZoneDnsSec:HostedZoneDnsSec`, as terraform-provider-aws has it in hosted_zone_dnssec.go (docs/facts/route53.md, DNSSEC). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, isOther, missing, sameOrZero, UNKNOWN } from "../../properties.ts";
import type { Properties, ResourceHandler } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { swallowing, worded } from "../../service.ts";
import * as service from "./dnssec-service.ts";

const SCHEMA: Schema = { ...plainSchema("hostedZoneId"), signingStatus: { default: "SIGNING" } };
const REPLACING = ["hostedZoneId"];
const STATUSES = ["SIGNING", "NOT_SIGNING"];

export const hostedZoneDnssec: ResourceHandler = {
  schema: SCHEMA,

  check(inputs) {
    const { signingStatus: status } = inputs;
    const taken = STATUSES.map((one) => `"${one}"`).join(" ");
    // the bridge leaves the name as the provider has it
    const reason = `expected signing_status to be one of [${taken}], got ${status}`;
    return [
      ...missing(inputs, SCHEMA),
      ...(isOther(status, STATUSES) ? [{ property: "signing_status", reason }] : []),
    ];
  },

  diff: (state, inputs) => difference(differing(state, inputs, SCHEMA, sameOrZero), REPLACING),

  planned: (inputs, state) => ({ ...(state ?? { id: UNKNOWN }), ...inputs }),

  async create(account, inputs) {
    const id = String(inputs["hostedZoneId"]);
    await set(account, id, inputs["signingStatus"]);
    return { id, state: await written(account, id) };
  },

  async read(account, id) {
    const found = await find(account, id);
    return found && { id, state: found };
  },

  async update(account, id, state, inputs) {
    const { signingStatus } = inputs;
    if (state["signingStatus"] !== signingStatus) await set(account, id, signingStatus);
    return written(account, id);
  },

  delete: (account, id) => swallowing("DNSSECNotFound", swallowing("NoSuchHostedZone", disable(account, id))),
};

const set = (account: Account, id: string, status: unknown): Promise<void> =>
  status === "NOT_SIGNING"
    ? disable(account, id)
    : worded(`enabling Route 53 Hosted Zone DNSSEC (${id}): `, service.enableSigning(account, id));

const disable = (account: Account, id: string): Promise<void> =>
  worded(`disabling Route 53 Hosted Zone DNSSEC (${id}): `, service.disableSigning(account, id));

async function written(account: Account, id: string): Promise<Properties> {
  const found = await find(account, id);
  if (!found) throw new Error(`reading Route 53 Hosted Zone DNSSEC (${id}): couldn't find resource`);
  return found;
}

async function find(account: Account, id: string): Promise<Properties | undefined> {
  const found = await worded(
    `reading Route 53 Hosted Zone DNSSEC (${id}): `,
    service.readDnssec(account, id),
  );
  return found && { hostedZoneId: id, signingStatus: found.serveSignature };
}

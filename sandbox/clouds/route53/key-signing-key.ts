/** `aws:route53/keySigningKey:KeySigningKey`, as terraform-provider-aws has it in key_signing_key.go (docs/facts/route53.md, DNSSEC). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, isOther, missing, sameOrZero, UNKNOWN } from "../../properties.ts";
import type { Properties, ResourceHandler } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { swallowing, worded } from "../../service.ts";
import * as service from "./dnssec-service.ts";
import type { KeySigningKey } from "./record.ts";

const SCHEMA: Schema = {
  ...plainSchema("hostedZoneId keyManagementServiceArn name"),
  status: { default: "ACTIVE" },
};
const REPLACING = ["hostedZoneId", "name"];
const STATUSES = ["ACTIVE", "INACTIVE"];

export const keySigningKey: ResourceHandler = {
  schema: SCHEMA,

  check(inputs) {
    const failures = missing(inputs, SCHEMA);
    const { status, keyManagementServiceArn: arn } = inputs;
    if (isOther(status, STATUSES)) {
      const taken = STATUSES.map((one) => `"${one}"`).join(" ");
      failures.push({ property: "status", reason: `expected status to be one of [${taken}], got ${status}` });
    }
    if (typeof arn === "string" && arn !== UNKNOWN && !arn.startsWith("arn:")) {
      failures.push({
        property: "keyManagementServiceArn",
        reason: `"key_management_service_arn" (${arn}) is an invalid ARN: arn: invalid prefix`,
      });
    }
    return failures;
  },

  diff: (state, inputs) => difference(differing(state, inputs, SCHEMA, sameOrZero), REPLACING),

  planned: (inputs, state) => ({ ...(state ?? UNKNOWN_OUTPUTS), ...inputs }),

  async create(account, inputs) {
    const { hostedZoneId: zone, keyManagementServiceArn: arn, name, status } = inputs as Inputs;
    const id = `${zone},${name}`;
    await worded(
      `creating Route 53 Key Signing Key (${id}): `,
      service.createKey(account, zone, { name, arn, status }),
    );
    return { id, state: await written(account, id) };
  },

  async read(account, id) {
    const found = await find(account, id);
    return found && { id, state: found };
  },

  // another KMS key is no change to it
  async update(account, id, state, inputs) {
    const [zone = "", name = ""] = id.split(",");
    if (state["status"] !== inputs["status"]) {
      await (inputs["status"] === "ACTIVE"
        ? worded(`activating Route 53 Key Signing Key (${id}): `, service.activateKey(account, zone, name))
        : deactivate(account, id));
    }
    return written(account, id);
  },

  async delete(account, id, state) {
    const [zone = "", name = ""] = id.split(",");
    if (state["status"] === "ACTIVE") await swallowing("NoSuchKeySigningKey", deactivate(account, id));
    const gone = worded(
      `deleting Route 53 Key Signing Key (${id}): `,
      service.deleteKey(account, zone, name),
    );
    await swallowing("NoSuchHostedZone", swallowing("NoSuchKeySigningKey", gone));
  },
};

interface Inputs extends Properties {
  readonly hostedZoneId: string;
  readonly keyManagementServiceArn: string;
  readonly name: string;
  readonly status: KeySigningKey["status"];
}

function deactivate(account: Account, id: string): Promise<void> {
  const [zone = "", name = ""] = id.split(",");
  return worded(
    `deactivating Route 53 Key Signing Key (${id}): `,
    service.deactivateKey(account, zone, name),
  );
}

async function written(account: Account, id: string): Promise<Properties> {
  const found = await find(account, id);
  if (!found) throw new Error(`reading Route 53 Key Signing Key (${id}): couldn't find resource`);
  return found;
}

/** What the API alone knows of a new key. */
const UNKNOWN_OUTPUTS: Properties = Object.fromEntries(
  [
    "id",
    "digestAlgorithmMnemonic",
    "digestAlgorithmType",
    "digestValue",
    "dnskeyRecord",
    "dsRecord",
    "flag",
    "keyTag",
    "publicKey",
    "signingAlgorithmMnemonic",
    "signingAlgorithmType",
  ].map((name) => [name, UNKNOWN]),
);

async function find(account: Account, id: string): Promise<Properties | undefined> {
  const [zone = "", name = ""] = id.split(",");
  const found = await worded(`reading Route 53 Key Signing Key (${id}): `, service.readDnssec(account, zone));
  const key = found?.keys.find((one) => one.name === name);
  if (!key) return undefined;
  const { arn, status, flags, algorithm, digestType, keyTag, digest, publicKey } = key;
  return {
    hostedZoneId: zone,
    keyManagementServiceArn: arn,
    name,
    status,
    digestAlgorithmMnemonic: "SHA-256",
    digestAlgorithmType: digestType,
    digestValue: digest,
    dnskeyRecord: `${flags} 3 ${algorithm} ${publicKey}`,
    dsRecord: `${keyTag} ${algorithm} ${digestType} ${digest}`,
    flag: flags,
    keyTag,
    publicKey,
    signingAlgorithmMnemonic: "ECDSAP256SHA256",
    signingAlgorithmType: algorithm,
  };
}

/** `aws:route53/zone:Zone`, as terraform-provider-aws has it in internal/service/route53/zone.go (read 2026-11-22). */
import { plainSchema, type Schema } from "../../bridge/schema.ts";
import { difference, differing, missing, present, sameOrZero, UNKNOWN } from "../../properties.ts";
import type { Properties, ResourceHandler } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { swallowing, worded } from "../../service.ts";
import type { Change, RecordSet, Route53Zone } from "./record.ts";
import { isRequired } from "./rules.ts";
import * as service from "./service.ts";

const SCHEMA: Schema = {
  ...plainSchema("", "delegationSetId forceDestroy"),
  name: { required: true, keepsInput: true },
  // pulumi-aws says who manages it where the program says nothing
  comment: { default: "Managed by Pulumi", declared: "Managed by Terraform" },
};
const REPLACING = ["name", "delegationSetId"];

export const route53Zone: ResourceHandler = {
  schema: SCHEMA,

  check(inputs) {
    const unknown = Object.keys(inputs).filter((name) => !Object.hasOwn(SCHEMA, name));
    return [
      ...missing(inputs, SCHEMA),
      ...(inputs["name"] === ""
        ? [{ property: "name", reason: "expected length of name to be in the range (1 - 1024), got " }]
        : []),
      ...unknown.map((property) => ({ property, reason: `the sandbox does not offer ${property}` })),
    ];
  },

  diff: (state, inputs) => difference(differing(state, asKept(inputs), SCHEMA, sameOrZero), REPLACING),

  planned: (inputs, state) => ({ ...(state ?? UNKNOWN_OUTPUTS), forceDestroy: false, ...asKept(inputs) }),

  async create(account, inputs) {
    const { name, comment } = inputs;
    const created = await worded(
      "creating Route53 Hosted Zone: ",
      service.createZone(account, String(name), String(comment)),
    );
    return { id: created.id, state: stateOf(created, { forceDestroy: false, ...inputs }) };
  },

  async read(account, id, state) {
    const found = await service.readZone(account, id);
    return found && { id, state: stateOf(found, state ?? {}) };
  },

  async update(account, id, state, inputs) {
    if (this.diff(state, inputs).changed.includes("comment")) {
      await service.commentZone(account, id, String(inputs["comment"] ?? ""));
    }
    const found = await service.readZone(account, id);
    if (!found) throw new Error(`reading Route53 Hosted Zone (${id}): couldn't find resource`);
    return stateOf(found, { forceDestroy: false, ...inputs });
  },

  delete: (account, id, state) =>
    swallowing(
      "NoSuchHostedZone",
      worded(`deleting Route53 Hosted Zone (${id}): `, remove(account, id, state["forceDestroy"] === true)),
    ),
};

/** What the API alone knows of a new zone. */
const UNKNOWN_OUTPUTS: Properties = Object.fromEntries(
  ["id", "arn", "nameServers", "primaryNameServer", "zoneId"].map((name) => [name, UNKNOWN]),
);

/** The provider keeps a name without its final dot. */
function asKept(inputs: Properties): Properties {
  const { name } = inputs;
  return typeof name === "string" ? { ...inputs, name: name.replace(/\.$/, "") } : inputs;
}

async function remove(account: Account, id: string, forceDestroy: boolean): Promise<void> {
  if (forceDestroy) {
    const found = await service.readZone(account, id);
    const all = found ? account.store.records<RecordSet>("route53", id) : [];
    const changes = all.flatMap(({ owner, type, body }): Change[] =>
      found && !isRequired(found, owner, type) ? [{ action: "DELETE", set: body }] : [],
    );
    if (changes.length > 0) await service.changeRecordSets(account, id, "delete", changes);
  }
  await service.deleteZone(account, id);
}

/** The servers are sorted, and the name has no final dot. */
function stateOf({ id, name, settings }: Route53Zone, said: Properties): Properties {
  return present({
    name,
    comment: settings.remark ?? "",
    forceDestroy: said["forceDestroy"],
    delegationSetId: "",
    zoneId: id,
    arn: `arn:aws:route53:::hostedzone/${id}`,
    nameServers: settings.nameServers.toSorted(),
    primaryNameServer: settings.nameServers[0],
  });
}

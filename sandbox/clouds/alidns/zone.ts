/**
 * `alicloud:dns/alidnsDomain:AlidnsDomain`, as terraform-provider-alicloud has it in
 * resource_alicloud_alidns_domain.go (read 2026-11-22). Its id is the name.
 */
import { plainSchema } from "../../bridge/schema.ts";
import { difference, differing, missing, present } from "../../properties.ts";
import type { Properties, ResourceHandler } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { swallowing, worded } from "../../service.ts";
import type { AlidnsZone } from "./record.ts";
import * as service from "./service.ts";

const SCHEMA = plainSchema("domainName", "groupId lang remark resourceGroupId");
const REPLACING = ["domainName", "resourceGroupId"];

/** Before what the service says. */
const FAILED = "[ERROR] Resource alicloud_alidns_domain failed";

export const alidnsDomain: ResourceHandler = {
  schema: SCHEMA,

  check: (inputs) => missing(inputs, SCHEMA),

  diff(state, inputs) {
    const changed = differing(state, inputs, SCHEMA);
    return difference(
      changed.filter((name) => !(name === "resourceGroupId" && inputs[name] === undefined)),
      REPLACING,
    );
  },

  async create(account, inputs) {
    const { domainName, remark } = inputs;
    const { name } = await worded(FAILED, service.addDomain(account, String(domainName)));
    if (remark) await worded(FAILED, service.remarkDomain(account, name, String(remark)));
    return { id: name, state: await readState(account, name, inputs) };
  },

  async read(account, id, state) {
    const found = await service.readDomain(account, id);
    return found && { id, state: stateOf(found, state ?? {}) };
  },

  async update(account, id, state, inputs) {
    if (this.diff(state, inputs).changed.includes("remark")) {
      await worded(FAILED, service.remarkDomain(account, id, String(inputs["remark"] ?? "")));
    }
    return readState(account, id, inputs);
  },

  delete: (account, id) => swallowing("InvalidDomainName.NoExist", service.deleteDomain(account, id)),
};

async function readState(account: Account, name: string, inputs: Properties): Promise<Properties> {
  const found = await service.readDomain(account, name);
  if (!found) throw new Error(`the domain ${name} no longer exists`);
  return stateOf(found, inputs);
}

function stateOf({ id, name, settings }: AlidnsZone, { groupId, lang }: Properties): Properties {
  return present({
    domainName: name,
    domainId: id,
    dnsServers: settings.nameServers.toSorted(),
    groupId,
    lang,
    groupName: "",
    punyCode: name,
    remark: settings.remark,
    resourceGroupId: "",
  });
}

/**
 * `alicloud:dns/alidnsDomain:AlidnsDomain`, as terraform-provider-alicloud has it in
 * resource_alicloud_alidns_domain.go (read 2026-11-22). Its id is the name.
 */
import { plainSchema } from "../../bridge/schema.ts";
import { difference, differing, missing, present, sameOrZero } from "../../properties.ts";
import type { Properties, ResourceHandler } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { swallowing, worded } from "../../service.ts";
import { failed } from "./failed.ts";
import { planned } from "./planned.ts";
import type { AlidnsZone } from "./record.ts";
import * as service from "./service.ts";

const SCHEMA = plainSchema("domainName", "groupId lang remark resourceGroupId");
const REPLACING = ["domainName", "resourceGroupId"];

export const alidnsDomain: ResourceHandler = {
  schema: SCHEMA,

  check: (inputs) => missing(inputs, SCHEMA),

  diff(state, inputs) {
    const changed = differing(state, inputs, SCHEMA, sameOrZero);
    return difference(
      changed.filter((name) => !(name === "resourceGroupId" && inputs[name] === undefined)),
      REPLACING,
    );
  },

  planned: (inputs, state = {}) => planned(inputs, state),

  async create(account, inputs) {
    const { domainName, remark } = inputs;
    const { name } = await worded(
      failed("alicloud_alidns_domain", "AddDomain"),
      service.addDomain(account, String(domainName)),
    );
    if (remark) {
      await worded(failed(name, "UpdateDomainRemark"), service.remarkDomain(account, name, String(remark)));
    }
    return { id: name, state: await readState(account, name, inputs) };
  },

  async read(account, id, state) {
    const found = await worded(failed(id, "DescribeDomainInfo"), service.readDomain(account, id));
    return found && { id, state: stateOf(found, state ?? {}) };
  },

  async update(account, id, state, inputs) {
    if (this.diff(state, inputs).changed.includes("remark")) {
      const remark = String(inputs["remark"] ?? "");
      await worded(failed(id, "UpdateDomainRemark"), service.remarkDomain(account, id, remark));
    }
    return readState(account, id, inputs);
  },

  delete: (account, id) =>
    swallowing(
      "InvalidDomainName.NoExist",
      worded(failed(id, "DeleteDomain"), service.deleteDomain(account, id)),
    ),
};

async function readState(account: Account, name: string, inputs: Properties): Promise<Properties> {
  const found = await worded(failed(name, "DescribeDomainInfo"), service.readDomain(account, name));
  if (!found) throw new Error(`the domain ${name} no longer exists`);
  return stateOf(found, inputs);
}

/** Of groups and tags the sandbox knows nothing. */
function stateOf({ id, name, settings }: AlidnsZone, { lang }: Properties): Properties {
  return present({
    domainName: name,
    domainId: id,
    dnsServers: settings.nameServers.toSorted(),
    groupId: "",
    lang,
    groupName: "",
    punyCode: name,
    remark: settings.remark ?? "",
    resourceGroupId: "",
    tags: {},
  });
}

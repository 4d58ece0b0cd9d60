import {
  asRead,
  differing,
  missing,
  type Properties,
  present,
  type ResourceHandler,
} from "../../provider.ts";
import { ServiceError } from "../../service.ts";
import type { StoredZone } from "../../store.ts";
import * as service from "./service.ts";

const inputNames = ["domainName", "groupId", "lang", "remark", "resourceGroupId"];

/**
 * `alicloud:dns/alidnsDomain:AlidnsDomain`, as terraform-provider-alicloud has it in
 * resource_alicloud_alidns_domain.go (read 2026-11-22). Its id is the name.
 */
export const alidnsDomain: ResourceHandler = {
  check: (inputs) => ({ inputs, failures: missing(inputs, ["domainName"]) }),

  diff(state, inputs) {
    const changed = differing(state, inputs, inputNames).filter(
      (name) => !(name === "resourceGroupId" && inputs[name] === undefined),
    );
    return {
      changed,
      replaces: changed.filter((name) => name === "domainName" || name === "resourceGroupId"),
    };
  },

  async create(account, inputs) {
    const { name } = await forwarded(() => service.addDomain(account, String(inputs["domainName"])));
    const { remark } = inputs;
    if (remark) await forwarded(() => service.remarkDomain(account, name, String(remark)));
    const zone = await service.readDomain(account, name);
    if (!zone) throw new Error(`the domain ${name} is gone`);
    return { id: name, state: stateOf(zone, inputs) };
  },

  async read(account, id, state, inputs) {
    const zone = await service.readDomain(account, id);
    if (!zone) return undefined;
    return asRead(id, stateOf(zone, state ?? {}), inputs, ["domainName", "remark"]);
  },

  async update(account, id, state, inputs) {
    if (this.diff(state, inputs).changed.includes("remark")) {
      await forwarded(() => service.remarkDomain(account, id, String(inputs["remark"] ?? "")));
    }
    const zone = await service.readDomain(account, id);
    if (!zone) throw new Error(`the domain ${id} is gone`);
    return stateOf(zone, inputs);
  },

  async delete(account, id) {
    try {
      await service.deleteDomain(account, id);
    } catch (error) {
      if (!(error instanceof ServiceError && error.code === "InvalidDomainName.NoExist")) throw error;
    }
  },
};

function stateOf({ id, name, settings }: StoredZone, { groupId, lang }: Properties): Properties {
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

/** Errors reach the user with the name of the resource type before them, as the provider words them. */
async function forwarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError(error.code, `[ERROR] Resource alicloud_alidns_domain failed: ${error.message}`);
  }
}

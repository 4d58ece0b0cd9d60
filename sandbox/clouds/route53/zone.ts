import {
  asRead,
  differing,
  missing,
  type Properties,
  present,
  type ResourceHandler,
  unknownValue,
} from "../../provider.ts";
import { ServiceError } from "../../service.ts";
import type { StoredZone } from "../../store.ts";
import * as service from "./service.ts";

const inputNames = ["name", "comment", "delegationSetId", "forceDestroy"];

/** `aws:route53/zone:Zone`, as terraform-provider-aws has it in internal/service/route53/zone.go (read 2026-11-22). */
export const route53Zone: ResourceHandler = {
  check(inputs) {
    const failures = missing(inputs, ["name"]);
    for (const name of Object.keys(inputs)) {
      if (!inputNames.includes(name))
        failures.push({ property: name, reason: `the sandbox does not offer ${name}` });
    }
    // pulumi-aws says who manages it where the program says nothing
    const checked: Properties = { comment: "Managed by Pulumi", forceDestroy: false, ...present(inputs) };
    const { name } = inputs;
    if (typeof name === "string" && name !== unknownValue) checked["name"] = name.replace(/\.$/, "");
    return { inputs: checked, failures };
  },

  diff(state, inputs) {
    const changed = differing(state, inputs, inputNames);
    return { changed, replaces: changed.filter((name) => name === "name" || name === "delegationSetId") };
  },

  async create(account, inputs) {
    try {
      const zone = await service.createZone(account, String(inputs["name"]), String(inputs["comment"]));
      return { id: zone.id, state: stateOf(zone, inputs) };
    } catch (error) {
      throw told(error, "creating Route53 Hosted Zone");
    }
  },

  async read(account, id, state, inputs) {
    const zone = await service.readZone(account, id);
    if (!zone) return undefined;
    return asRead(id, stateOf(zone, state ?? {}), inputs, inputNames);
  },

  async update(account, id, state, inputs) {
    if (this.diff(state, inputs).changed.includes("comment")) {
      await service.commentZone(account, id, String(inputs["comment"] ?? ""));
    }
    const zone = await service.readZone(account, id);
    if (!zone) throw new Error(`reading Route53 Hosted Zone (${id}): couldn't find resource`);
    return stateOf(zone, inputs);
  },

  async delete(account, id, state) {
    try {
      if (state["forceDestroy"]) {
        const zone = await service.readZone(account, id);
        const all = zone ? account.store.records("route53", id) : [];
        const others = all.filter(
          ({ owner, type }) => owner !== zone?.name || (type !== "NS" && type !== "SOA"),
        );
        const changes = others.map(({ owner, type }) => ({
          action: "DELETE" as const,
          set: { name: owner, type },
        }));
        if (changes.length > 0) await service.changeRecordSets(account, id, "delete", changes);
      }
      await service.deleteZone(account, id);
    } catch (error) {
      if (error instanceof ServiceError && error.code === "NoSuchHostedZone") return;
      throw told(error, `deleting Route53 Hosted Zone (${id})`);
    }
  },
};

/** The servers are sorted, and the name has no final dot. */
function stateOf({ id, name, settings }: StoredZone, said: Properties): Properties {
  return present({
    name,
    comment: settings.remark ?? "",
    forceDestroy: said["forceDestroy"] ?? false,
    delegationSetId: said["delegationSetId"],
    zoneId: id,
    arn: `arn:aws:route53:::hostedzone/${id}`,
    nameServers: settings.nameServers.toSorted(),
    primaryNameServer: settings.nameServers[0],
  });
}

const told = (error: unknown, doing: string): unknown =>
  error instanceof ServiceError ? new ServiceError(error.code, `${doing}: ${error.message}`) : error;

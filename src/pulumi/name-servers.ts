/** The stack output `nameServers`: the servers to set at the registrar for the zones that the stack creates. */
import type { Output } from "@pulumi/pulumi/output.js";
import { providerName } from "../plan/provider-name.ts";
import { withoutDot } from "../zone/name.ts";
import type { MadeZones } from "./records.ts";

/** By zone, without final dot, then by cloud: `route53`, or `route53:eu` in a named account. */
export type NameServers = Readonly<Record<string, Readonly<Record<string, Output<string[]>>>>>;

/** Nothing if the stack creates no zones. */
export function nameServersOf(made: MadeZones): { readonly nameServers?: NameServers } {
  if (made.size === 0) return {};
  const servers: Record<string, Record<string, Output<string[]>>> = {};
  for (const [zone, resource] of made) {
    const output = resource[zone.cloud.zoneResource.serversOutput as keyof typeof resource] as unknown;
    const name = withoutDot(zone.name);
    servers[name] = { ...servers[name], [providerName(zone)]: output as Output<string[]> };
  }
  return { nameServers: servers };
}

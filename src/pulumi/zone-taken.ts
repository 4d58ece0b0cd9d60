/** `prov-zone-taken`: a zone that is to be created is there, and the stack has not made it. */
import { getProject, getStack } from "@pulumi/pulumi/metadata.js";
import { zoneResourceName } from "../cloud/resource-name.ts";
import type { Finding } from "../finding.ts";
import { providerName, providerUrn } from "../plan/provider-name.ts";
import { type Zone, zoneImportId } from "../plan/zone.ts";
import { withoutDot } from "../zone/name.ts";

/** `id` is the cloud's own; undefined where there are several zones of the name. */
export function zoneTaken(zone: Zone, id: string | undefined): Finding {
  const { cloud, create, domains } = zone;
  const name = withoutDot(zone.name);
  const place = create?.place ?? domains[0]?.place;
  const what =
    id === undefined
      ? `there are several zones ${name} on ${cloud.title} already`
      : `the zone ${name} is on ${cloud.title} already (${id}), and this stack has not made it`;
  return {
    code: "prov-zone-taken",
    severity: "error",
    message: `${what}, so nothing is created: a second one would be refused, or be one that DNS does not lead to`,
    help:
      id === undefined
        ? `take create: true away, and give the id of the one that DNS leads to: dns: {cloud: ${cloud.id}, zoneId: ...}`
        : `take create: true away, and mailzone publishes into it; where a run was cut short while making it, mailzone recover ${getStack()} takes it in; or take it into the stack yourself: ${importCommand(zone, id)}`,
    ...(create !== undefined && { domain: withoutDot(create.domain) }),
    ...(place !== undefined && { place }),
  };
}

/** With the provider that the program has for it: with another one the engine would make the zone anew. */
function importCommand(zone: Zone, id: string): string {
  const stack = getStack();
  return [
    // the provider comes into the state with the first
    `MAILZONE_KEEP=true pulumi up --stack ${stack}, then`,
    `pulumi import ${zone.cloud.zoneResource.token} ${zoneResourceName(zone.account, zone.name)} ${zoneImportId(zone, id)}`,
    `--stack ${stack} --provider ${providerName(zone)}=${providerUrn({ project: getProject(), stack }, zone)} --protect=false --generate-code=false`,
  ].join(" ");
}

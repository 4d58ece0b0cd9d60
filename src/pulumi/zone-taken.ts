/** `prov-zone-taken`: a zone to be created already exists, and the stack has not created it. */
import { getProject, getStack } from "@pulumi/pulumi/metadata.js";
import { shellCommand, shellWord } from "../../tools/shell-word.mjs";
import { zoneResourceName } from "../cloud/resource-name.ts";
import type { Finding } from "../finding.ts";
import { providerName, providerUrn } from "../plan/provider-name.ts";
import { type Zone, zoneImportId } from "../plan/zone.ts";
import { ownCommand } from "../words/own-command.ts";
import { withoutDot } from "../zone/name.ts";

/** `id` is the cloud's own; undefined if there are several zones of that name. */
export function zoneTaken(zone: Zone, id: string | undefined): Finding {
  const { cloud, create, domains } = zone;
  const name = withoutDot(zone.name);
  const place = create?.place ?? domains[0]?.place;
  const what =
    id === undefined
      ? `several zones named ${name} already exist on ${cloud.title}`
      : `the zone ${name} already exists on ${cloud.title} (${id}), and this stack did not create it`;
  return {
    code: "prov-zone-taken",
    severity: "error",
    message: `${what}, so nothing is created: a second one would be refused, or DNS would not lead to it`,
    help:
      id === undefined
        ? `remove create: true, and set the id of the zone that DNS leads to: dns: {cloud: ${cloud.id}, zoneId: ...}`
        : `remove create: true, and mailzone publishes into it; if a run was interrupted while creating it, ${ownCommand(`recover ${shellWord(getStack())}`)} adds it to the state; or import it yourself: ${importCommand(zone, id)}`,
    ...(create !== undefined && { domain: withoutDot(create.domain) }),
    ...(place !== undefined && { place }),
  };
}

/** With the provider that the program has for it: with another one the engine would replace the zone. */
function importCommand(zone: Zone, id: string): string {
  const stack = getStack();
  const provider = `${providerName(zone)}=${providerUrn({ project: getProject(), stack }, zone)}`;
  const resource = [zone.cloud.zoneResource.token, zoneResourceName(zone.account, zone.name)];
  const command = shellCommand([
    ...["pulumi", "import", ...resource, zoneImportId(zone, id)],
    ...["--stack", stack, "--provider", provider, "--protect=false", "--generate-code=false"],
  ]);
  // the first command adds the provider to the state
  return `MAILZONE_KEEP=true pulumi up --stack ${shellWord(stack)}, then ${command}`;
}

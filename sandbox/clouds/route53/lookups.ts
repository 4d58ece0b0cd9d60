/** The look-ups of `@pulumi/aws` that the sandbox offers (docs/facts/route53.md, look-ups). */
import { canonicalName } from "../../names.ts";
import { present } from "../../properties.ts";
import type { FunctionHandler, Properties } from "../../provider.ts";
import type { Account } from "../../request.ts";
import { ServiceError } from "../../service.ts";
import type { RecordSet, Route53Zone } from "./record.ts";
import * as service from "./service.ts";

export const route53Functions: Readonly<Record<string, FunctionHandler>> = {
  "aws:route53/getRecords:getRecords": getRecords,
  "aws:route53/getZone:getZone": getZone,
  "aws:route53/getZones:getZones": getZones,
};

async function getRecords(account: Account, args: Properties): Promise<Properties> {
  const { zoneId, nameRegex } = args as { readonly zoneId: string; readonly nameRegex?: string };
  const pattern = nameRegex ? new RegExp(nameRegex) : undefined;
  const sets = await listed(account, zoneId);
  const found = sets.filter(({ name }) => pattern?.test(name) ?? true);
  return present({ zoneId, nameRegex, resourceRecordSets: found.map(setResult) });
}

/** The provider has words of its own for a zone that is not there. */
async function listed(account: Account, zoneId: string): Promise<RecordSet[]> {
  try {
    return await service.listRecordSets(account, zoneId);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const why = error.code === "NoSuchHostedZone" ? "couldn't find resource" : error.message;
    throw new ServiceError(error.code, `listing Route 53 Records (${zoneId}): ${why}`);
  }
}

async function getZone(account: Account, args: Properties): Promise<Properties> {
  const { zoneId, name, privateZone } = args as {
    readonly zoneId?: string;
    readonly name?: string;
    readonly privateZone?: boolean;
  };
  if (zoneId) {
    const zone = await service.readZone(account, zoneId);
    if (zone) return zoneResult(account, zone);
    throw new ServiceError("NoSuchHostedZone", "couldn't find resource");
  }
  if (!name) throw new Error("either `name` or `zoneId` must be specified");
  // by name the provider lists every zone of the account, with a final dot or without
  const all = await service.listZones(account);
  const zones = all.filter((zone) => zone.name === canonicalName(name) && !privateZone);
  const [zone] = zones;
  if (!zone) throw new ServiceError("NotFound", "no matching Route 53 Hosted Zone found");
  if (zones.length > 1) {
    throw new ServiceError(
      "TooManyResults",
      "multiple Route 53 Hosted Zones matched; use additional constraints to reduce matches to a single Route 53 Hosted Zone",
    );
  }
  return zoneResult(account, zone);
}

/** Ids alone, of private zones too. */
async function getZones(account: Account): Promise<Properties> {
  const zones = await service.listZones(account);
  return { id: "us-east-1", ids: zones.map(({ id }) => id) };
}

function setResult({ name, type, ttl, values, alias }: RecordSet): Properties {
  return present({
    name,
    type,
    ttl,
    resourceRecords: values.map((value) => ({ value })),
    aliasTarget: alias && {
      dnsName: alias.name,
      hostedZoneId: alias.zoneId,
      evaluateTargetHealth: alias.evaluateTargetHealth,
    },
  });
}

/** The count comes with GetHostedZone: no records are listed for it. */
function zoneResult({ store }: Account, { id, name, settings }: Route53Zone): Properties {
  return {
    id,
    zoneId: id,
    arn: `arn:aws:route53:::hostedzone/${id}`,
    name,
    nameServers: settings.nameServers,
    primaryNameServer: settings.nameServers[0] ?? "",
    resourceRecordSetCount: store.countRecords("route53", id),
    privateZone: false,
    callerReference: "sandbox",
    comment: settings.remark ?? "",
    tags: {},
  };
}

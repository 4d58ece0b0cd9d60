/** Zones from a cloud, through the engine and the account of a stack. */
import { selectedStack } from "../../engine/selected-stack.ts";
import { listCloudZones } from "../../engine/survey.ts";
import type { Finding } from "../../finding.ts";
import { liveZone } from "../../import/live-zone.ts";
import type { SourceZone } from "../../import/source-zone.ts";
import type { CloudId } from "../../spec/cloud-id.ts";
import type { Name } from "../../zone/name.ts";
import { usableStack } from "../stack/stack-name.ts";
import { willing } from "../stack/willing.ts";
import { usableCloud } from "../usable-cloud.ts";

export interface CloudOptions {
  readonly cloud: string;
  readonly account?: string;
  readonly stack?: string;
}

/** @throws CannotRun when the engine, the stack or its account prevents it */
export async function zonesFromCloud(
  { cloud: text, account, stack }: CloudOptions,
  zones: readonly Name[],
): Promise<{ zones: readonly SourceZone[]; findings: readonly Finding[] }> {
  const cloud = usableCloud(text, "--cloud");
  const own =
    stack === undefined
      ? await willing("asking pulumi for the selected stack", () => selectedStack())
      : usableStack(stack);
  const request = { cloud, ...(account !== undefined && { account }), ...(zones.length > 0 && { zones }) };
  const listed = await willing("reading the zones of the account", () => listCloudZones(own, request));
  const about = { from: account === undefined ? cloud : `${cloud}:${account}`, dns: dnsOf(cloud, account) };
  return {
    zones: listed.zones.map(({ name, records }) => liveZone(name, records, about)),
    findings: listed.findings,
  };
}

const dnsOf = (cloud: CloudId, account: string | undefined): NonNullable<SourceZone["dns"]> =>
  account === undefined ? cloud : { cloud, account };

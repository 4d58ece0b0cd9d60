/** Registers what signs a zone. */
import { all, type Input, type Output } from "@pulumi/pulumi/output.js";
import type { CustomResource, CustomResourceOptions, Resource } from "@pulumi/pulumi/resource.js";
import { signingOf } from "../cloud/clouds.ts";
import type { Signer } from "../cloud/zone-signing.ts";
import type { PlannedSigning } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import { cloudSdks } from "./cloud-sdk/cloud-sdks.ts";

export interface SigningRegistration {
  /** Options that every resource of a zone has, such as its provider. */
  optionsOf(zone: Zone): CustomResourceOptions;
  /** The user's key that signs the zone, if its cloud needs one. */
  signingKeyOf?(zone: Zone): string | undefined;
}

/** By zone, what the zone above has to know of its key, once that is known; only zones that are signed. */
export type Signers = ReadonlyMap<Zone, Output<Signer | undefined>>;

/**
 * Registers the parts in order, each after the one before of its zone: Route 53 signs only with an active key. Like the zone, a part
 * that is no longer registered is forgotten and stays at the cloud, so a zone stays signed until a spec says `dnssec: false`.
 */
export function registerSigning(
  planned: readonly PlannedSigning[],
  zones: ReadonlyMap<Zone, CustomResource>,
  registration: SigningRegistration,
): Signers {
  const before = new Map<Zone, Resource>();
  const signers = new Map<Zone, Output<Signer | undefined>>();
  for (const one of planned) {
    const { zone } = one;
    const own = zones.get(zone);
    const awaited = before.get(zone);
    const resource = cloudSdks[zone.cloud.id].signing(
      one.type,
      one.name,
      argumentsOf(one, own?.id, registration),
      {
        ...registration.optionsOf(zone),
        retainOnDelete: true,
        protect: zone.domains.some(({ domain }) => domain.spec.input.protect === true),
        dependsOn: [own, awaited].filter((other) => other !== undefined),
      },
    );
    before.set(zone, resource);
    const signer = zone.dnssec?.is === "off" ? undefined : signerIn(zone, resource);
    if (signer !== undefined) signers.set(zone, signer);
  }
  return signers;
}

function argumentsOf(
  { args, part, zone }: PlannedSigning,
  zoneId: Input<string> | undefined,
  { signingKeyOf }: SigningRegistration,
): Readonly<Record<string, unknown>> {
  const isOpen = part.keyArguments.some((argument) => args[argument] === null);
  const key = isOpen ? signingKeyOf?.(zone) : undefined;
  const ofKey = key === undefined ? {} : signingOf(zone.cloud)?.key?.args(key);
  return { ...args, ...ofKey, [part.zoneArgument]: zoneId };
}

/** Undefined for a part that knows nothing of the key. */
function signerIn(zone: Zone, resource: CustomResource): Output<Signer | undefined> | undefined {
  const signing = signingOf(zone.cloud);
  const outputs = resource as unknown as Readonly<Record<string, Output<unknown>>>;
  if (signing === undefined || signing.signerOutputs.some((name) => outputs[name] === undefined))
    return undefined;
  const said = all(Object.fromEntries(signing.signerOutputs.map((name) => [name, outputs[name]])));
  return said.apply((values) => signing.signer(values as Readonly<Record<string, unknown>>));
}

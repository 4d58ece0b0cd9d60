/** What signs zones, as a stack owns it: switched off, or registered as it is. The clouds' parts are in src/cloud/<id>/signing.ts. */
import { signingOf } from "../cloud/clouds.ts";
import type { ResourceArgs } from "../cloud/resource.ts";
import { zoneResourceName } from "../cloud/resource-name.ts";
import type { SigningPart } from "../cloud/zone-signing.ts";
import { type PlannedResource, type PlannedSigning, plannedSigning } from "../plan/plan.ts";
import type { Zone } from "../plan/zone.ts";
import type { Owned, OwnedResource } from "./owned.ts";

type OwnedSigning = Pick<Owned, "signing">;

interface OwnedPart {
  readonly part: SigningPart;
  readonly resource: OwnedResource;
}

/** The parts of a zone that the stack owns, in the order in which they were switched on. */
function ownedParts({ cloud, account, name }: Zone, { signing }: OwnedSigning): readonly OwnedPart[] {
  const named = zoneResourceName(account, name);
  return (signingOf(cloud)?.parts ?? []).flatMap((part) => {
    const resource = signing.find((one) => one.type === part.token && one.name === named);
    return resource === undefined ? [] : [{ part, resource }];
  });
}

/** Whether the stack has the zone signed. */
export const isSigned = (zone: Zone, owned: OwnedSigning): boolean =>
  ownedParts(zone, owned).some(({ resource }) => signingOf(zone.cloud)?.isSigned(resource.outputs));

/** The plan, and the signing that it switches off: what the stack owns of zones with `dnssec: false`, the last part first. */
export function withSigningOff(
  planned: readonly PlannedResource[],
  zones: readonly Zone[],
  owned: OwnedSigning,
): readonly PlannedResource[] {
  const off = zones
    .filter(({ create, dnssec }) => create !== undefined && dnssec?.is === "off")
    .flatMap((zone) =>
      ownedParts(zone, owned)
        .toReversed()
        .map(({ part, resource }) =>
          plannedSigning(zone, part, { ...pick(resource.outputs, part.keyArguments), ...part.off }),
        ),
    );
  return off.length === 0 ? planned : [...planned, ...off];
}

/** What the stack owns of a zone's signing, registered as it is. */
export const keptSigning = (zone: Zone, owned: OwnedSigning): readonly PlannedSigning[] =>
  ownedParts(zone, owned).map(({ part, resource: { outputs } }) =>
    plannedSigning(zone, part, {
      ...pick(outputs, part.keyArguments),
      // a cloud may have states of its own between the two, which it does not take as an argument
      ...(isOn(zone, part, outputs) ? part.on : part.off),
    }),
  );

const isOn = ({ cloud }: Zone, part: SigningPart, outputs: ResourceArgs): boolean =>
  signingOf(cloud)?.isSigned(outputs) ||
  Object.entries(part.on).every(([argument, value]) => outputs[argument] === value);

const pick = (outputs: ResourceArgs, keys: readonly string[]): ResourceArgs =>
  Object.fromEntries(keys.filter((key) => outputs[key] !== undefined).map((key) => [key, outputs[key]]));

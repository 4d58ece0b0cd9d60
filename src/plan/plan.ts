/** The Pulumi resources of zones, as data: what `mailzone plan` prints and the Pulumi program registers. */
import { signingOf } from "../cloud/clouds.ts";
import type { ResourceArgs } from "../cloud/resource.ts";
import { accountPrefix, workerResourceName, zoneResourceName } from "../cloud/resource-name.ts";
import type { SigningPart } from "../cloud/zone-signing.ts";
import type { Domain } from "../preset/domain.ts";
import { policyWorkerOf } from "../preset/policy-worker.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import type { RRset } from "../zone/rrset.ts";
import type { Zone } from "./zone.ts";

/** Pulumi's own resource that only holds a value in the state. */
export const TOMBSTONE_TYPE = "pulumi:index:Stash";

/** The component of a mail domain; its name is the domain. */
export const COMPONENT_TYPE = "mailzone:index:MailZone";

interface Planned {
  /** Logical name, unique among the resources of its type. */
  readonly name: string;
  /** Pulumi type token. */
  readonly type: string;
  /** The mail domain it belongs to, without the final dot; for a zone and what signs it, the first domain in it. */
  readonly domain: string;
  readonly args: ResourceArgs;
}

/**
 * In the place of a record that a CNAME, or records in place of one, do not allow beside them: it is deleted before they are created
 * (src/inventory/tombstones.ts).
 */
export interface PlannedTombstone extends Planned {
  readonly kind: "tombstone";
  readonly args: { readonly input: string };
  /** URN of the record; absent once it is gone. */
  readonly formerly?: string;
}

/** A record resource. When it is registered, `args[zone.cloud.zoneArgument]` becomes the zone's id if it is null. */
export interface PlannedRecord extends Planned {
  readonly kind: "record";
  readonly owner: Name;
  readonly zone: Zone;
  /** URN of the state's resource that it goes on as, with another type. */
  readonly formerly?: string;
  /** What serves the policy that it announces, or that has to list it: registered before it. */
  readonly after?: readonly PlannedWorker[];
  /** What has to be there, or gone, before it is created. The records of an owner that wait for the same have the same array. */
  readonly awaits?: readonly (PlannedTombstone | PlannedRecord)[];
}

/** A zone that the stack creates. It belongs to no domain's component, since several domains may be in it. */
export interface PlannedZone extends Planned {
  readonly kind: "zone";
  readonly zone: Zone;
}

/** One resource of a signed zone. When it is registered, a null among its arguments becomes the zone's id, or comes from the stack's config. */
export interface PlannedSigning extends Planned {
  readonly kind: "signing";
  readonly zone: Zone;
  readonly part: SigningPart;
}

/**
 * What serves a text at a name of the zone: the script, or the hostname that leads to it. When it is registered, a null among `args` becomes
 * the id of the account, or of the zone.
 */
export interface PlannedWorker extends Planned {
  readonly kind: "script" | "hostname";
  readonly owner: Name;
  readonly zone: Zone;
  /** Of a hostname, its script. */
  readonly after?: readonly PlannedWorker[];
  /** Of a hostname, the records at its name that have to be gone. */
  readonly awaits?: readonly PlannedTombstone[];
}

export type PlannedResource = PlannedTombstone | PlannedRecord | PlannedZone | PlannedSigning | PlannedWorker;

/** What is one resource in a plan and in a state. */
export const resourceKey = ({ type, name }: Pick<Planned, "type" | "name">): string => `${type} ${name}`;

/** The first domain in a zone. */
const domainOf = (zone: Zone): string => withoutDot(zone.domains[0]?.domain.spec.domain ?? zone.name);

export const plannedZone = (zone: Zone): PlannedZone => ({
  kind: "zone",
  name: zoneResourceName(zone.account, zone.name),
  type: zone.cloud.zoneResource.token,
  domain: domainOf(zone),
  args: zone.cloud.zoneResource.args(zone.name),
  zone,
});

/** A resource of a signed zone; `args` without the zone's id. */
export const plannedSigning = (zone: Zone, part: SigningPart, args: ResourceArgs): PlannedSigning => ({
  kind: "signing",
  name: zoneResourceName(zone.account, zone.name),
  type: part.token,
  domain: domainOf(zone),
  args: { [part.zoneArgument]: null, ...args },
  zone,
  part,
});

/** What signs the zone, if a spec says so. */
function planSigning(zone: Zone): PlannedSigning[] {
  if (zone.dnssec?.is !== "on") return [];
  const parts = signingOf(zone.cloud)?.parts ?? [];
  return parts.map((part) => {
    const open = part.keyArguments.map((argument) => [argument, null] as const);
    return plannedSigning(zone, part, { ...Object.fromEntries(open), ...part.on });
  });
}

/** The zone itself if the stack creates it and what signs it, then domain by domain what serves its policy, and its records. */
export function planZone(zone: Zone): PlannedResource[] {
  const prefix = accountPrefix(zone.account);
  const resources = zone.domains.flatMap(({ domain, rrsets }) => {
    const workers = planWorkers(zone, domain);
    const hostnames = workers.filter(({ kind }) => kind === "hostname");
    const records = rrsets.flatMap((rrset) =>
      zone.cloud.lower(rrset, zoneIdOf(zone)).map(
        ({ name, args }): PlannedRecord => ({
          kind: "record",
          name: `${prefix}${name}`,
          type: zone.cloud.token,
          domain: withoutDot(domain.spec.domain),
          args,
          owner: rrset.name,
          zone,
          ...(hostnames.length > 0 && followsPolicy(rrset, domain.spec.domain) && { after: hostnames }),
        }),
      ),
    );
    return [...workers, ...records];
  });
  return zone.create === undefined ? resources : [plannedZone(zone), ...planSigning(zone), ...resources];
}

const zoneIdOf = ({ name, zoneId }: Zone) => ({ name, id: zoneId ?? null });

/** The script and the hostname that serve a domain's policy; none if something else does, or the cloud cannot. */
function planWorkers(zone: Zone, domain: Domain): PlannedWorker[] {
  const { worker } = zone.cloud;
  const served = policyWorkerOf(domain);
  if (worker === undefined || served === undefined) return [];
  const common = {
    name: workerResourceName(zone.account, zone.name, served.host),
    domain: withoutDot(domain.spec.domain),
    owner: served.host,
    zone,
  };
  const script: PlannedWorker = {
    kind: "script",
    ...common,
    type: worker.scriptToken,
    args: worker.scriptArgs(served),
  };
  const hostname: PlannedWorker = {
    kind: "hostname",
    ...common,
    type: worker.hostnameToken,
    args: worker.hostnameArgs(served, zoneIdOf(zone)),
    after: [script],
  };
  return [script, hostname];
}

/**
 * Whether senders may see the record only once the policy is served: that with its id, on which they fetch it, and MX, to which
 * they deliver only if it lists them (RFC 8461 §8.1).
 */
const followsPolicy = ({ name, type }: RRset, domain: Name): boolean =>
  (name === domain && type === "MX") || name === `_mta-sts.${domain}`;

/** Everything in several zones. */
export const planZones = (zones: readonly Zone[]): PlannedResource[] => zones.flatMap(planZone);

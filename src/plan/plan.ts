/** The Pulumi resources of zones, as data: what `mailzone plan` prints and the Pulumi program registers. */
import type { ResourceArgs } from "../cloud/resource.ts";
import { accountPrefix, ownerPath, zoneResourceName } from "../cloud/resource-name.ts";
import { type Name, withoutDot } from "../zone/name.ts";
import type { RRset } from "../zone/rrset.ts";
import type { Zone } from "./zone.ts";

/** Pulumi's own resource that only holds a value in the state. */
export const ANCHOR_TYPE = "pulumi:index:Stash";

/** The component of a mail domain; its name is the domain. */
export const COMPONENT_TYPE = "mailzone:index:MailZone";

interface Planned {
  /** Logical name, unique among the resources of its type. */
  readonly name: string;
  /** Pulumi type token. */
  readonly type: string;
  /** The mail domain it belongs to, without the final dot; for a zone, the first domain in it. */
  readonly domain: string;
  readonly args: ResourceArgs;
}

/** Makes a change between CNAME and other data at an owner delete before it creates. */
export interface PlannedAnchor extends Planned {
  readonly kind: "anchor";
  readonly args: { readonly input: "cname" | "data" };
  /** `after`: when it changes, its records stay, since one of them turns into another (src/inventory/turned.ts). */
  readonly replaced?: "after";
}

/**
 * A record resource. When it is registered, `args[zone.cloud.zoneArgument]` becomes the zone's id if it is null, and
 * `args[zone.cloud.ownerArgument]` is derived from the anchor's URN if there is an anchor.
 */
export interface PlannedRecord extends Planned {
  readonly kind: "record";
  readonly owner: Name;
  readonly zone: Zone;
  /** Name of the owner's anchor; absent where there can never be a CNAME. */
  readonly anchor?: string;
  /** URN of the state's resource that it goes on as, with another type; the owner's other records wait for it. */
  readonly formerly?: string;
}

/** A zone that the stack creates. It belongs to no domain's component, since several domains may be in it. */
export interface PlannedZone extends Planned {
  readonly kind: "zone";
  readonly zone: Zone;
}

export type PlannedResource = PlannedAnchor | PlannedRecord | PlannedZone;

export const plannedZone = (zone: Zone): PlannedZone => ({
  kind: "zone",
  name: zoneResourceName(zone.account, zone.name),
  type: zone.cloud.zoneResource.token,
  domain: withoutDot(zone.domains[0]?.domain.spec.domain ?? zone.name),
  args: zone.cloud.zoneResource.args(zone.name),
  zone,
});

/** The zone itself if the stack creates it, then its content, domain by domain, each anchor before what depends on it. */
export function planZone(zone: Zone): PlannedResource[] {
  const prefix = accountPrefix(zone.account);
  const anchored = anchoredOwners(zone);
  const planned: PlannedResource[] = zone.create === undefined ? [] : [plannedZone(zone)];
  const seen = new Set<Name>();
  const zoneId = { name: zone.name, id: zone.zoneId ?? null };
  for (const { domain, rrsets } of zone.domains) {
    const mailDomain = withoutDot(domain.spec.domain);
    for (const rrset of rrsets) {
      const owner = rrset.name;
      const kind = anchored.get(owner);
      const anchor = kind && `${prefix}${ownerPath(zone.name, owner)}`;
      if (kind && anchor && !seen.has(owner)) {
        seen.add(owner);
        planned.push({
          kind: "anchor",
          name: anchor,
          type: ANCHOR_TYPE,
          domain: mailDomain,
          args: { input: kind },
        });
      }
      for (const { name, args } of zone.cloud.lower(rrset, zoneId)) {
        planned.push({
          kind: "record",
          name: `${prefix}${name}`,
          type: zone.cloud.token,
          domain: mailDomain,
          args,
          owner,
          zone,
          ...(anchor && { anchor }),
        });
      }
    }
  }
  return planned;
}

/** Everything in several zones. An owner on several clouds has one anchor for its records on all of them. */
export function planZones(zones: readonly Zone[]): PlannedResource[] {
  const anchors = new Set<string>();
  return zones.flatMap(planZone).filter((resource) => {
    if (resource.kind !== "anchor") return true;
    if (anchors.has(resource.name)) return false;
    anchors.add(resource.name);
    return true;
  });
}

/**
 * The owners that could have a CNAME, and whether they have one. Not the apex, not a mail domain, not an owner of MX or
 * NS: a CNAME is refused there, and nothing there may be deleted because another record at the name changes.
 */
function anchoredOwners(zone: Zone): Map<Name, "cname" | "data"> {
  const mailDomains = new Set(zone.domains.map(({ domain }) => domain.spec.domain));
  const anchored = new Map<Name, "cname" | "data">();
  for (const [owner, rrsets] of zone.owners) {
    if (owner === zone.name || mailDomains.has(owner) || has(rrsets, "MX") || has(rrsets, "NS")) continue;
    anchored.set(owner, has(rrsets, "CNAME") ? "cname" : "data");
  }
  return anchored;
}

const has = (rrsets: readonly RRset[], type: RRset["type"]): boolean =>
  rrsets.some((rrset) => rrset.type === type);

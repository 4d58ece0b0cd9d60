/**
 * What the presets say of their vendors' hosts, for checks of records that come from no preset. It is read from the
 * catalogue when it is first asked for, so no bundled preset is read for it.
 */
import type { Zone } from "../plan/zone.ts";
import { wholeOf } from "../preset/pattern/pattern.ts";
import type { DkimTargetsInput } from "../preset/schema.ts";
import type { Services } from "../preset/services.ts";
import { absolute, isWithin, type Name, withoutDot } from "../zone/name.ts";
import { knownServices } from "./known-services.ts";
import { once } from "./once.ts";

/** Whether many servers answer under this MX host, so that a domain needs no second one. */
export function isSingleMx(zone: Zone, exchange: Name): boolean {
  return vendorHosts(knownServices(zone)).singleMx.some((host) => isWithin(exchange, host));
}

/** A target that a service has for a DKIM key. */
export interface DkimTarget {
  readonly service: string;
  /** The selector that leads there. */
  readonly selector: string;
  /** How many selectors the service needs. */
  readonly selectors: number;
  /** The mail domain as the target has it: with hyphens for dots, and perhaps more characters at the end. */
  readonly domain?: string;
}

/** What a target is to each service whose DKIM targets look like that. */
export function dkimTargetsLike(zone: Zone, target: Name): DkimTarget[] {
  const bare = withoutDot(target);
  return vendorHosts(knownServices(zone)).dkimTargets.flatMap(({ service, selectors, pattern }) => {
    const { selector, domain } = pattern.exec(bare)?.groups ?? {};
    if (selector === undefined) return [];
    return { service, selector, selectors, ...(domain === undefined ? {} : { domain }) };
  });
}

interface VendorHosts {
  readonly singleMx: readonly Name[];
  readonly dkimTargets: readonly (Omit<DkimTargetsInput, "pattern"> & { readonly pattern: RegExp })[];
}

const vendorHosts = once(({ entries }: Services): VendorHosts => {
  const all = entries();
  return {
    singleMx: all.flatMap(({ singleMx = [] }) => singleMx.map(absolute)),
    dkimTargets: all.flatMap(({ dkimTargets }) =>
      dkimTargets === undefined ? [] : { ...dkimTargets, pattern: wholeOf(dkimTargets.pattern) },
    ),
  };
});

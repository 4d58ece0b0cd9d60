/** The form of what advises on a domain. */
import type { Finding } from "../../finding.ts";
import type { Zone } from "../../plan/zone.ts";
import type { Name } from "../../zone/name.ts";
import type { Resolver } from "../dns/resolver.ts";

/** A domain, and what DNS has of it as a zone. */
export interface Advised {
  readonly domain: Name;
  readonly zone: Zone;
  readonly resolver: Resolver;
}

/** A look-up that failed says nothing. */
export type Adviser = (advised: Advised) => Promise<readonly Finding[]>;

/** The form of what judges one kind of record by what it leads to. */
import type { Finding } from "../../finding.ts";
import type { Zone } from "../../plan/zone.ts";
import type { Resolver } from "../dns/resolver.ts";

/** A look-up that failed says nothing, since the fault may be here. */
export type Judge = (zone: Zone, zones: readonly Zone[], resolver: Resolver) => Promise<readonly Finding[]>;

/** What `mailzone import --cloud` and the program tell each other, in JSON. */
import type { LiveRecord } from "../cloud/listing.ts";
import type { Finding } from "../finding.ts";
import type { CloudId } from "../spec/cloud-id.ts";
import type { Name } from "../zone/name.ts";

export interface CloudZonesRequest {
  readonly cloud: CloudId;
  /** A name in the stack's config; absent for the default one. */
  readonly account?: string;
  /** Absent for every zone of the account. */
  readonly zones?: readonly Name[];
}

export interface CloudZones {
  readonly version: 1;
  readonly zones: readonly { readonly name: Name; readonly records: readonly LiveRecord[] }[];
  /** Zones that could not be read. */
  readonly findings: readonly Finding[];
}

/** The stack's outputs. */
import type { Input } from "@pulumi/pulumi/output.js";
import type { PublishedPhase } from "../inventory/published-phase.ts";
import { type DelegationSigners, delegationSignersOf } from "./delegation-signers.ts";
import { type NameServers, nameServersOf } from "./name-servers.ts";
import type { Registered } from "./records.ts";

export interface Outputs {
  /** One line per mail domain. */
  readonly domains?: Readonly<Record<string, string>>;
  /** Since when each migration's phase is published, by mail domain; absent if there is none. */
  readonly migrations?: Readonly<Record<string, Input<PublishedPhase>>>;
  /** The servers to set at the registrar: by zone, then by cloud, with the account if it is a named one. */
  readonly nameServers?: NameServers;
  /** The DS records to enter there, in the same way, for zones that are signed. */
  readonly dnssec?: DelegationSigners;
}

/** What is to be done at the registrar for the zones that the stack creates. */
export const zoneOutputsOf = ({ zones, signers }: Registered): Pick<Outputs, "nameServers" | "dnssec"> => ({
  ...nameServersOf(zones),
  ...delegationSignersOf(signers),
});

/** The stack's outputs. */
import type { Input } from "@pulumi/pulumi/output.js";
import type { PublishedPhase } from "../inventory/published-phase.ts";
import type { NameServers } from "./name-servers.ts";

export interface Outputs {
  /** One line per mail domain. */
  readonly domains?: Readonly<Record<string, string>>;
  /** Since when each migration's phase is published, by mail domain; absent if there is none. */
  readonly migrations?: Readonly<Record<string, Input<PublishedPhase>>>;
  /** The servers to set at the registrar: by zone, then by cloud, with the account if it is a named one. */
  readonly nameServers?: NameServers;
}

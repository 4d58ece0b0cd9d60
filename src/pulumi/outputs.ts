/** The stack's outputs. */
import type { NameServers } from "./name-servers.ts";

export interface Outputs {
  /** One line per mail domain. */
  readonly domains?: Readonly<Record<string, string>>;
  /** The servers to set at the registrar: by zone, then by cloud, with the account if it is a named one. */
  readonly nameServers?: NameServers;
}

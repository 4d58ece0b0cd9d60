/** The stack's outputs. */
import type { NameServers } from "./name-servers.ts";

export interface Outputs {
  /** One line a mail domain. */
  readonly domains?: Readonly<Record<string, string>>;
  /** The servers that the registrar is to name: by zone, then by cloud, with its account where that has a name. */
  readonly nameServers?: NameServers;
}

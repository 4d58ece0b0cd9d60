/** What a mail program has to know about the servers of a domain's mailbox. */
import { type Name, targetName, withoutDot } from "../zone/name.ts";
import type { Parameters } from "./parameters.ts";
import type { Preset } from "./preset.ts";
import type { ClientsInput } from "./schema.ts";
import { isChosen } from "./when.ts";

export interface ClientServer {
  readonly service: ClientsInput["servers"][number]["service"];
  /** Without a final dot. */
  readonly host: string;
  readonly port: number;
  readonly security: ClientsInput["servers"][number]["security"];
}

export interface ClientSettings extends Pick<ClientsInput, "username" | "authentication"> {
  /** The preset. */
  readonly provider: Pick<Preset, "id" | "title">;
  /** The preferred one of each service first. */
  readonly servers: readonly ClientServer[];
}

/** Undefined if the preset has none, or lacks a parameter for one of them. */
export function clientSettings(
  { clients, id, title }: Preset,
  parameters: Parameters,
  domain: Name,
): ClientSettings | undefined {
  if (clients === undefined) return undefined;
  const servers: ClientServer[] = [];
  for (const { when, host: template, service, port, security } of clients.servers) {
    if (!isChosen(when === undefined ? {} : { when }, parameters.value)) continue;
    const host = parameters.fill(template);
    if (typeof host !== "string") return undefined;
    servers.push({ service, host: withoutDot(targetName(host, domain)), port, security });
  }
  const { username, authentication } = clients;
  return { provider: { id, title }, username, authentication, servers };
}

/** The Pulumi provider that the resources of a zone have: one for each cloud and account. */
import type { Zone } from "./zone.ts";

/** Its logical name. */
export const providerName = ({ cloud, account }: Pick<Zone, "cloud" | "account">): string =>
  `${cloud.id}${account === undefined ? "" : `:${account}`}`;

/** Its URN in a stack, without the id that the engine adds. */
export const providerUrn = (
  { project, stack }: { readonly project: string; readonly stack: string },
  zone: Pick<Zone, "cloud" | "account">,
): string =>
  `urn:pulumi:${stack}::${project}::pulumi:providers:${zone.cloud.token.split(":")[0]}::${providerName(zone)}`;

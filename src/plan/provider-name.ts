/** The Pulumi provider of a zone's resources: one per cloud and account. */
import { type UrnStack, urnOf } from "./urn.ts";
import type { Zone } from "./zone.ts";

/** Its logical name. */
export const providerName = ({ cloud, account }: Pick<Zone, "cloud" | "account">): string =>
  `${cloud.id}${account === undefined ? "" : `:${account}`}`;

/** Its URN in a stack, without the id that the engine adds. */
export const providerUrn = (stack: UrnStack, zone: Pick<Zone, "cloud" | "account">): string =>
  urnOf(stack, `pulumi:providers:${zone.cloud.token.split(":")[0]}`, providerName(zone));

/** URNs of the engine: `urn:pulumi:<stack>::<project>::<types>::<name>`. Names may contain `::` themselves. */

/** A stack as URNs name it. */
export interface UrnStack {
  readonly stack: string;
  readonly project: string;
}

/** `type` is a Pulumi token, after that of its parent and a `$` if it has a parent. */
export const urnOf = ({ stack, project }: UrnStack, type: string, name: string): string =>
  `urn:pulumi:${stack}::${project}::${type}::${name}`;

/** The logical name in a URN. */
export const urnName = (urn: string): string => urn.split("::").slice(3).join("::");

/** The URN in a reference to a provider, which ends with the provider's id. */
export const withoutProviderId = (reference: string): string => reference.split("::").slice(0, -1).join("::");

/** Who sends mail of a domain, as far as reports show it. */

/**
 * `service`: a mail service that a preset describes; `own`: addresses and keys that the spec itself has; `domain`: whoever
 * authenticates as another domain; `network`: nothing but addresses.
 */
export type SourceKind = "service" | "own" | "domain" | "network";

export interface Source {
  readonly kind: SourceKind;
  /** The preset's id, `own`, an organizational domain, or a network: unique among the sources of a domain. */
  readonly name: string;
}

export const OWN: Source = { kind: "own", name: "own" };

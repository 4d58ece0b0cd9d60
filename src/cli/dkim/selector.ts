/** The selectors of new keys: by the day on which they were made, so that their age is seen, and none is used twice. */
import type { Zone } from "../../plan/zone.ts";
import { selectorName } from "../../preset/key-record.ts";
import type { Spec } from "../../spec/spec.ts";
import { hostFault, lengthFault, type Name } from "../../zone/name.ts";
import { CannotRun } from "../print.ts";

/**
 * `r20261201` for RSA, `e20261201` for Ed25519; a further one of the same day `r20261201-2`. They begin with a letter, so that YAML
 * reads them as text; for YAML 1.1, which reads the second as a number, it is quoted.
 */
export function newSelector(
  kind: "rsa" | "ed25519",
  now: Date,
  isTaken: (selector: string) => boolean,
): string {
  const day = `${kind === "rsa" ? "r" : "e"}${now.toISOString().slice(0, 10).replaceAll("-", "")}`;
  let selector = day;
  for (let nth = 2; isTaken(selector); nth += 1) selector = `${day}-${nth}`;
  return selector;
}

/** Whether something is published at a selector, a revoked key included (RFC 6376 §3.1: a selector is not used for another key). */
export const selectorTaken =
  ({ domain, dkim }: Spec, zones: readonly Zone[]): ((selector: string) => boolean) =>
  (selector) => {
    const name: Name = selectorName(selector, domain);
    return (
      dkim.some((key) => selectorName(key.selector, domain) === name) ||
      zones.some(({ owners, external }) => owners.has(name) || external.has(name))
    );
  };

/** A selector as it was given, in lower case as DNS has it. @throws CannotRun for one that no signature can name, or that is taken */
export function givenSelector(
  given: string,
  { domain }: Spec,
  isTaken: (selector: string) => boolean,
): string {
  const selector = given.trim().toLowerCase();
  // RFC 6376 §3.1: sub-domain *("." sub-domain), without underscores
  const fault = hostFault(`${selector}.`) ?? lengthFault(selectorName(selector, domain));
  if (fault !== undefined)
    throw new CannotRun(
      `${JSON.stringify(given)} cannot be a selector: ${fault.problem}; write letters, digits and hyphens`,
    );
  if (selector.includes("_domainkey"))
    throw new CannotRun(`give only the selector, without _domainkey and the domain`);
  if (isTaken(selector)) {
    throw new CannotRun(
      `the selector ${selector} is in use: mail signed with its key would fail if it got another one (RFC 6376 §3.1); choose another selector`,
    );
  }
  return selector;
}

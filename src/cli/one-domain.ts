/** The domain that a command is about, of all that were read. */
import type { Domain } from "../preset/domain.ts";
import { withoutDot } from "../zone/name.ts";
import { CannotRun } from "./print.ts";

/** @throws CannotRun if no spec, or more than one, has it */
export function oneDomain(domains: readonly Domain[], wanted: string): Domain {
  const [domain, other] = domains.filter(({ spec }) => spec.domain === wanted);
  if (domain === undefined) throw new CannotRun(`no spec for ${withoutDot(wanted)} can be read`);
  if (other !== undefined) {
    throw new CannotRun(
      `${withoutDot(wanted)} has a spec in ${domain.spec.place.file} and another one in ${other.spec.place.file}: name one with --stack`,
    );
  }
  return domain;
}

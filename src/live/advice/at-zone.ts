import type { Finding } from "../../finding.ts";
import type { Zone } from "../../plan/zone.ts";
import { atDomain } from "../../view/whereabouts.ts";

/** Where a finding is that is about a domain as a whole. */
export function atZone({ domains: [first] }: Zone): Pick<Finding, "domain" | "place"> {
  return first === undefined ? {} : { ...atDomain(first.domain), place: first.place };
}

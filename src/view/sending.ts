/** What a domain's SPF says about its mode. */
import type { Zone } from "../plan/zone.ts";
import type { Domain } from "../preset/domain.ts";
import { type SpfRecord, spfAt } from "./text-records.ts";
import { isSettledElsewhere } from "./transport-records.ts";

/** The SPF record of a mail domain: undefined if there is none, `elsewhere` if the model cannot see it. */
export function spfOf(zone: Zone, { spec }: Domain): SpfRecord | "elsewhere" | undefined {
  const [first] = spfAt(zone, spec.domain);
  if (first !== undefined) return first;
  return isSettledElsewhere(zone, spec.domain) ? "elsewhere" : undefined;
}

/** Whether some sender does not fail; a redirect may lead to anything, and without `all` nobody fails (RFC 7208 §4.7). */
export function letsSend({ spf }: SpfRecord): boolean {
  const isOpen = !spf.terms.some(({ name }) => name === "all");
  return (
    isOpen ||
    spf.terms.some(
      (term) =>
        term.name === "invalid" ||
        ("qualifier" in term && (term.qualifier === "+" || (term.qualifier === "?" && term.name !== "all"))),
    )
  );
}

/** Whether the record says only that nobody sends as the domain: `v=spf1 -all`. */
export function forbidsAll({ spf }: SpfRecord): boolean {
  const [only, ...others] = spf.terms;
  return others.length === 0 && only?.name === "all" && only.qualifier === "-";
}

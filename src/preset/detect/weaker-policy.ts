/** Policies that a run leaves out, since they would weaken what the domain above decided. */
import { parseDmarc } from "../../mail/dmarc.ts";
import { appliedBy, strictestInherited } from "../../mail/governing-policy.ts";
import { isDmarc } from "../../mail/text-kind.ts";
import type { Observed } from "./facts.ts";

/** Whether it is a DMARC policy weaker than what its name inherits in `found`. */
export function isWeakerPolicy({ name, data }: Observed, found: readonly Observed[]): boolean {
  if (data.type !== "TXT" || !isDmarc(data.text) || !name.startsWith("_dmarc.")) return false;
  const domain = name.slice("_dmarc.".length);
  const above = strictestInherited(domain, (at) => {
    const [text, ...others] = found.flatMap((one) =>
      one.name === `_dmarc.${at}` && one.data.type === "TXT" && isDmarc(one.data.text) ? [one.data.text] : [],
    );
    return text === undefined || others.length > 0 ? undefined : { dmarc: parseDmarc(text) };
  });
  return above !== undefined && appliedBy({ dmarc: parseDmarc(data.text) }, domain) < above.applied;
}

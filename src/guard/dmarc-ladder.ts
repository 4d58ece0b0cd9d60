import type { Finding } from "../finding.ts";
import { isSending } from "../view/mail-domain.ts";
import { shownName } from "../words/record.ts";
import { aboutDomain, type Change, changesOf, zonesOf } from "./change.ts";
import { strictnessOf } from "./dmarc-strictness.ts";

const NONE = 0;
const REJECT = 2;

/** `dmarc-ladder`: a domain that sends goes from p=none to p=reject at once. Advice, which nobody needs to confirm. */
export function dmarcLadder(change: Change): Finding[] {
  return changesOf(change, "TXT").flatMap(({ name, domain, before, after }) => {
    const from = strictnessOf(before);
    const to = strictnessOf(after.map(({ data }) => data));
    if (name !== `_dmarc.${domain}` || from?.p !== NONE || to?.p !== REJECT || to.test) return [];
    const sends = zonesOf(change, domain).some((zone) =>
      zone.domains.some((one) => one.domain.spec.domain === domain && isSending(one.domain)),
    );
    const place = after[0]?.origin.place;
    return sends
      ? [
          {
            code: "dmarc-ladder",
            severity: "warning",
            message: `the DMARC policy ${shownName(name)} goes from p=none to p=reject in one step, so mail of yours that nobody knew to fail is lost at once`,
            help: "go by way of p=quarantine, and read the reports of some weeks between the steps",
            owner: name,
            ...aboutDomain(change, domain),
            ...(place !== undefined && { place }),
          } as const,
        ]
      : [];
  });
}

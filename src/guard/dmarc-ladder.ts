import type { Finding } from "../finding.ts";
import { appliedOf, NONE, REJECT } from "../mail/governing-policy.ts";
import { isSending } from "../view/mail-domain.ts";
import { ownCommand } from "../words/own-command.ts";
import { shownName } from "../words/record.ts";
import { withoutDot } from "../zone/name.ts";
import { aboutName, type Change, changesOf, zonesOf } from "./change.ts";
import { governedAfter } from "./dmarc-governed.ts";
import { type Strictness, strictnessOf } from "./dmarc-strictness.ts";

/** `dmarc-ladder`: a domain that sends goes from p=none to p=reject at once. A warning that needs no confirmation. */
export function dmarcLadder(change: Change): Finding[] {
  return changesOf(change, "TXT").flatMap((one) => {
    const { name, domain, before, zone } = one;
    const from = strictnessOf(before);
    // without a record of its own, the domain may inherit
    const to = zone && governedAfter(change, zone)(domain);
    if (to === "hidden" || name !== `_dmarc.${domain}` || from === undefined || to === undefined) return [];
    const leap = leapOf(from, to);
    const sends = zonesOf(change, domain).some((zone) =>
      zone.domains.some((each) => each.domain.spec.domain === domain && isSending(each.domain)),
    );
    if (leap === undefined || !sends) return [];
    const report = ownCommand(`dmarc report REPORTS --only ${withoutDot(domain)} --gate 99.5`);
    return [
      {
        code: "dmarc-ladder",
        severity: "warning",
        message: `the DMARC policy ${shownName(name)} ${leap}, so your own mail that fails unnoticed today would be rejected`,
        help: `publish p=quarantine first; ${report} fails before each step while mail would be lost (REPORTS: files or a folder with the reports of receivers)`,
        ...aboutName(change, one),
      } as const,
    ];
  });
}

/** How receivers that know `t=y`, or those that do not, would leave out quarantine; undefined if neither do. */
function leapOf(from: Strictness, to: Strictness): string | undefined {
  if (to.p !== REJECT) return undefined;
  if (from.p === NONE) {
    const test = to.test ? "; t=y makes it quarantine only where receivers know it" : "";
    return `goes from p=none to p=reject in one step${test}`;
  }
  if (appliedOf(from.p, from.test) !== NONE || to.test) return undefined;
  return "goes in one step to p=reject from p=quarantine with t=y, which receivers treat as p=none";
}

import type { Domain } from "../../preset/domain.ts";
import { textRecords } from "../../view/text-records.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { Report, ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfRedirectWithAll: ZoneCheck = {
  id: "spf-redirect-with-all",
  severity: "warning",
  rule: "A record with redirect= has no all; beside all, redirect= is ignored.",
  source: "RFC 7208 §6.1",
  explanation: {
    why: "redirect= applies to senders that no mechanism matches, and all matches every sender.",
    effect: "The senders of the other record do not pass.",
    fix: "Delete all, or write include: in place of redirect=.",
    fails: textExample("@", "v=spf1 redirect=_spf.example.net -all"),
    passes: textExample("@", "v=spf1 include:_spf.example.net -all"),
  },
  check(zone, report) {
    for (const { record, spf } of textRecords(zone).spf) {
      const redirect = spf.terms.find(({ name }) => name === "redirect");
      if (redirect?.name !== "redirect" || !spf.terms.some(({ name }) => name === "all")) continue;
      report({
        message: `the SPF record of ${shownName(record.name)} has redirect=${redirect.domain} beside all, so receivers ignore redirect=`,
        help: `delete all, or write include:${redirect.domain} before it`,
        ...atText(zone, record, redirect),
      });
    }
    for (const { domain } of zone.domains) bothKeys(domain, report);
  },
};

/** Reports a spec whose own `spf:` has both; one in a defaults file gives way to the redirect of a spec. */
function bothKeys(domain: Domain, report: Report): void {
  const { input, source } = domain.spec;
  if (input.spf?.all === undefined || input.spf.redirect === undefined) return;
  if (source.place(["spf", "all"]).file !== source.place(["spf", "redirect"]).file) return;
  report({
    message: `spf: of ${shownName(domain.spec.domain)} has all: ${input.spf.all} beside redirect:, which takes the place of all, so all: has no effect`,
    help: "delete all:, or write the domain under include: in place of redirect:",
    ...atDomain(domain),
    place: source.place(["spf", "all"]),
  });
}

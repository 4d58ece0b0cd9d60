import { REJECT } from "../../mail/governing-policy.ts";
import { governingPolicy } from "../../view/governing-policy.ts";
import { forbidsAll, spfOf } from "../../view/sending.ts";
import { atDomain, atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

const MX = "records: [{type: MX, value: 10 mx.example.net}]";

export const modeReceiveOnly: AmongCheck = {
  id: "mode-receive-only",
  severity: "warning",
  rule: "A domain of mode receive-only says that it does not send, with v=spf1 -all and a DMARC policy of reject, beside its MX (mx-present).",
  source: "M3AAWG Protecting Parked Domains, RFC 9989 §4.7",
  explanation: {
    why: "No mail that claims to come from the domain is genuine, and two records say so to every receiver.",
    effect: "Anyone can send as the domain, to people who know that it has mail.",
    fix: "Set spf: {all: fail} and dmarc: {policy: reject}, and disable a preset's sending with groups: {spf: false, dkim: false}.",
    fails: example("mode: receive-only", MX),
    passes: example(
      "mode: receive-only",
      MX,
      "spf: {all: fail}",
      "dmarc: {policy: reject, rua: ['mailto:dmarc@example.com']}",
    ),
  },
  checkAmong(zone, zones, report) {
    for (const { domain } of zone.domains) {
      if (domain.isPartial) continue;
      const { mode, domain: owner } = domain.spec;
      if (mode !== "receive-only") continue;
      const name = shownName(owner);
      const spf = spfOf(zone, domain);
      if (spf === undefined) {
        report({
          message: `${name} sends no mail (mode receive-only) but has no SPF record that says so, so anyone can send as it`,
          help: "add spf: {all: fail}",
          ...atDomain(domain),
        });
      } else if (spf !== "elsewhere" && spf.spf.problems.length === 0 && !forbidsAll(spf)) {
        report({
          message: `${name} sends no mail (mode receive-only), but its SPF record is not v=spf1 -all, so somebody can send as it`,
          help: "set only spf: {all: fail}, and disable a preset's SPF with groups: {spf: false}; or set mode: mail",
          ...atRecord(zone, spf.record),
        });
      }
      const policy = governingPolicy(zones, zone, owner);
      if (policy === "elsewhere") continue;
      if (policy === undefined) {
        report({
          message: `${name} sends no mail (mode receive-only) but has no DMARC record that says so, so receivers accept mail that claims to come from it`,
          help: "add dmarc: {policy: reject}",
          ...atDomain(domain),
        });
      } else if (policy.policy < REJECT) {
        report({
          message: `${name} sends no mail (mode receive-only), but its DMARC policy is not reject, so receivers accept mail that claims to come from it`,
          help: "set policy: reject under dmarc:",
          ...atRecord(zone, policy.found.record),
        });
      }
    }
  },
};

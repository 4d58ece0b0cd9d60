import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

/** A day, in seconds. */
const LEAST = 86_400;

export const stsMaxage: ZoneCheck = {
  id: "sts-maxage",
  severity: "warning",
  rule: "Senders may keep an enforced MTA-STS policy for at least a day; otherwise an attacker only waits until they forget it.",
  source: "RFC 8461 §3.2, §10.2",
  explanation: {
    why: "Who can disturb DNS or the web server keeps senders from fetching the policy again. It protects only as long as they remember it.",
    effect: "An attacker has to block the policy for less than a day, and then mail goes without protection.",
    fix: "Write maxAge: 604800, a week, or more. While the policy is tested, a shorter time is fine.",
    fails: example("mailbox: tencent-exmail", "mtaSts: {mode: enforce, host: external, maxAge: 3600}"),
    passes: example("mailbox: tencent-exmail", "mtaSts: {mode: enforce, host: external, maxAge: 604800}"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      const { spec, stsPolicy } = domain;
      if (stsPolicy?.mode !== "enforce" || stsPolicy.maxAge >= LEAST) continue;
      report({
        message: `senders forget the enforced MTA-STS policy of ${shownName(spec.domain)} after ${stsPolicy.maxAge} s, so it protects for no longer than that`,
        help: "write maxAge: 604800, or leave it out",
        domain: withoutDot(spec.domain),
        place: spec.source.place(["mtaSts", "maxAge"]),
      });
    }
  },
};

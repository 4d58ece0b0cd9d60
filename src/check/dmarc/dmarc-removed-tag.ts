import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

export const dmarcRemovedTag: ZoneCheck = {
  id: "dmarc-removed-tag",
  severity: "warning",
  rule: "A DMARC record has no pct, rf or ri, which RFC 9989 removed.",
  source: "RFC 9989 appendix A.6, C.5.2",
  explanation: {
    why: "Old receivers still apply pct and new ones do not, so a policy with pct=20 has two meanings.",
    effect: "Some receivers apply the policy to a part of the mail, others to all of it.",
    fix: "Delete the tag. To test a policy, t=y asks receivers for one step less.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; pct=20; rua=mailto:dmarc@example.net"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.net"),
  },
  check(zone, report) {
    dmarcProblems(zone, report, ({ kind, tag, message }) =>
      kind === "removed"
        ? {
            says: `has an obsolete tag: ${message}`,
            help: tag === "pct" ? "delete it; to test a policy, use t=y" : "delete it",
          }
        : undefined,
    );
  },
};

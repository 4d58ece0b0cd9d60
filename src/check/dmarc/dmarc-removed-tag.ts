import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";
import { dmarcProblems } from "./problems.ts";

export const dmarcRemovedTag: ZoneCheck = {
  id: "dmarc-removed-tag",
  severity: "warning",
  rule: "A DMARC record has no pct, rf or ri; RFC 9989 took them out.",
  source: "RFC 9989 appendix A.6, C.5.2",
  explanation: {
    why: "Old receivers still act on pct, new ones do not, so a policy with pct=20 means one thing here and another there.",
    effect: "The policy holds for a part of the mail at some receivers and for all at others.",
    fix: "Delete the tag; t=y asks for one step less than the policy while it is tested.",
    fails: textExample("_dmarc", "v=DMARC1; p=none; pct=20; rua=mailto:dmarc@example.com"),
    passes: textExample("_dmarc", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
  },
  check(zone, report) {
    dmarcProblems(zone, report, ({ kind, tag, message }) =>
      kind === "removed"
        ? {
            says: `has a tag that is out of date: ${message}`,
            help: tag === "pct" ? "delete it; t=y is what tells that a policy is being tested" : "delete it",
          }
        : undefined,
    );
  },
};

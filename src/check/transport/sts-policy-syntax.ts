import type { Place, Span } from "../../finding.ts";
import { parseStsPolicy } from "../../mail/mta-sts.ts";
import type { Domain } from "../../preset/domain.ts";
import { stsPattern } from "../../preset/own-sts-policy.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const stsPolicySyntax: ZoneCheck = {
  id: "sts-policy-syntax",
  severity: "error",
  rule: "The policy under mtaSts is one that senders can read: mx has host names or *. patterns, maxAge is at most 31557600.",
  source: "RFC 8461 §3.2",
  unwaivable: "senders act as if there were no policy",
  explanation: {
    why: "A pattern is a host name, or *. and a name: the star stands for one whole label. max_age is at most about a year.",
    effect: "Senders cannot read the policy, and deliver as if there were none.",
    fix: "Write the names of MX hosts without a port or an address, and at most 31557600 under maxAge.",
    fails: example(
      "mailbox: tencent-exmail",
      "mtaSts: {mode: testing, host: external, mx: ['mxbiz*.qq.com', '*.qq.com']}",
    ),
    passes: example("mailbox: tencent-exmail", "mtaSts: {mode: testing, host: external, mx: ['*.qq.com']}"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      const { spec, stsPolicy } = domain;
      if (stsPolicy === undefined) continue;
      // sts-policy-mx reports that there is none
      const problems = parseStsPolicy(stsPolicy.text).problems.filter(
        ({ length }) => length < stsPolicy.text.length,
      );
      for (const { message, ...span } of problems) {
        const isPattern = stsPolicy.text.startsWith("mx: ", span.offset);
        report({
          message: `senders cannot read the MTA-STS policy of ${shownName(spec.domain)}: ${message}`,
          help: isPattern
            ? "write host names, such as mx.example.net or *.example.net"
            : "write maxAge in seconds, such as 604800 for a week",
          domain: withoutDot(spec.domain),
          place: isPattern ? itemPlace(domain, span) : spec.source.place(["mtaSts", "maxAge"]),
        });
      }
    }
  },
};

/** The item of the list that a line of the policy is made from. */
function itemPlace({ spec, stsPolicy }: Domain, { offset, length }: Span): Place {
  const pattern = stsPolicy?.text.slice(offset + "mx: ".length, offset + length);
  const { mx } = spec.input.mtaSts ?? {};
  const item = Array.isArray(mx) ? mx.findIndex((one) => stsPattern(one, spec.domain) === pattern) : -1;
  return spec.source.place(["mtaSts", "mx", ...(item < 0 ? [] : [item])]);
}

import { stsCovers } from "../../mail/mta-sts.ts";
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { withoutDot } from "../../zone/name.ts";
import { isNullMx } from "../../zone/rdata.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const stsPolicyMx: ZoneCheck = {
  id: "sts-policy-mx",
  severity: "error",
  rule: "The policy under mtaSts lists every MX host of the domain, and at least one; otherwise senders do not deliver to the others.",
  source: "RFC 8461 §4.1, §3.2",
  explanation: {
    why: "Senders that follow the policy deliver only to MX hosts that one of its mx patterns covers. *. stands for one label.",
    effect:
      "In mode enforce, senders refuse to deliver to a host that is not covered. In mode testing they report it.",
    fix: "Leave mx out, or write mx: auto, and the policy lists the MX hosts of the spec; or add the host to the list.",
    fails: example("mailbox: tencent-exmail", "mtaSts: {mode: enforce, host: external, mx: [mxbiz1.qq.com]}"),
    passes: example("mailbox: tencent-exmail", "mtaSts: {mode: enforce, host: external, mx: ['*.qq.com']}"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      const { spec, stsPolicy } = domain;
      if (stsPolicy === undefined || stsPolicy.mode === "none") continue;
      const { mode, mx, isAuto } = stsPolicy;
      const path = ["mtaSts", ...(isAuto ? [] : ["mx"])];
      const at = { domain: withoutDot(spec.domain), place: spec.source.keyPlace(path) };
      if (mx.length === 0) {
        report({
          message: `the MTA-STS policy of ${shownName(spec.domain)} lists no host, since the spec publishes no MX, so senders take it for invalid`,
          help: "list the hosts under mtaSts, as in mx: [mx.example.net], or delete mtaSts if the domain receives no mail",
          ...at,
        });
        continue;
      }
      const hosts = recordsAt(zone.owners, spec.domain, "MX").flatMap(({ data }) =>
        data.type === "MX" && !isNullMx(data) ? [withoutDot(data.exchange)] : [],
      );
      const left = [...new Set(hosts)].filter((host) => !mx.some((pattern) => stsCovers(pattern, host)));
      if (left.length === 0) continue;
      report({
        ...(mode === "testing" && { severity: "warning" }),
        message: `the MTA-STS policy of ${shownName(spec.domain)} does not cover its MX ${listed(left.map(shownName))}, so senders ${mode === "testing" ? "report that, and once it is enforced do" : "do"} not deliver there`,
        help: `write mx: auto, or add ${listed(left.map(shownName))} to mx`,
        ...at,
      });
    }
  },
};

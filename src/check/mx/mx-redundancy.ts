import { isOwn } from "../../view/mail-domain.ts";
import { mailHosts } from "../../view/mail-hosts.ts";
import { isSingleMx } from "../../view/vendor-hosts.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxRedundancy: ZoneCheck = {
  id: "mx-redundancy",
  severity: "info",
  rule: "A domain has two MX hosts or more, unless its service runs many servers under one name.",
  source: "practice",
  explanation: {
    why: "If a single host is down, the domain's mail is down. Large services run many servers under one name, so a preset with a single MX is fine.",
    effect: "While the host is down, senders keep the mail and retry, for a few days at most.",
    fix: "Add a second host, if you have one that accepts the same mail.",
    fails: example("records:", "  - {type: MX, value: 10 mx.example.net}"),
    passes: example("records:", "  - {type: MX, values: [10 mx1.example.net, 20 mx2.example.net]}"),
  },
  check(zone, report) {
    for (const { record, exchange } of mailHosts(zone)) {
      if (!isOwn(record)) continue;
      const set = zone.owners.get(record.name)?.find(({ type }) => type === "MX");
      if (set === undefined || set.records.length > 1 || isSingleMx(zone, exchange)) continue;
      report({
        message: `${shownName(record.name)} has one MX host, ${shownName(exchange)}; while it is down, no mail is delivered`,
        help: "add a second host, if you have one that accepts the same mail",
        ...atRecord(zone, record),
      });
    }
  },
};

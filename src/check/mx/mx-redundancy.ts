import { isOwn } from "../../view/mail-domain.ts";
import { mailHosts } from "../../view/mail-hosts.ts";
import { ofRecord } from "../../view/origin.ts";
import { shownName } from "../../words/record.ts";
import { isWithin, type Name } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxRedundancy: ZoneCheck = {
  id: "mx-redundancy",
  severity: "info",
  rule: "A domain names two MX hosts or more, unless its service has one name for many servers.",
  source: "practice",
  explanation: {
    why: "With one host its outage is the domain's. Large services put many servers behind one name; presets with a single MX are taken to know that.",
    effect: "While the host is down senders keep mail and try again, for some days at most.",
    fix: "Add a second host, if you have one that takes the same mail.",
    fails: example("records:", "  - {type: MX, value: 10 mx.example.net}"),
    passes: example("records:", "  - {type: MX, values: [10 mx1.example.net, 20 mx2.example.net]}"),
  },
  check(zone, report) {
    for (const { record, exchange } of mailHosts(zone)) {
      if (!isOwn(record) || SINGLE.some((service) => isWithin(exchange, service))) continue;
      const set = zone.owners.get(record.name)?.find(({ type }) => type === "MX");
      if (set === undefined || set.records.length > 1) continue;
      report({
        message: `${shownName(record.name)} has one MX host, ${shownName(exchange)}; while it is down nothing is delivered`,
        help: "add a second host, if there is one that takes the same mail",
        ...ofRecord(zone, record),
      });
    }
  },
};

/** Services whose customers have one MX each; from their setup pages, as the presets cite them. */
const SINGLE: readonly Name[] = [
  "mail.protection.outlook.com.",
  "mx.microsoft.",
  "smtp.google.com.",
  "mx.ym.163.com.",
  "amazonaws.com.",
  "amazonses.com.",
  "inbound.postmarkapp.com.",
  "mx.sendgrid.net.",
];

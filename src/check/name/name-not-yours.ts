import { type Visit, visitsIn } from "../../view/visiting.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { FleetCheck, Reported } from "../check.ts";
import { example } from "../example.ts";

const promo = (...lines: readonly string[]): string =>
  [
    "---",
    "domain: promo.example.com",
    "zone: example.com",
    "dns: cloudflare",
    "mode: parked",
    ...lines,
    "",
  ].join("\n");

const AT_OWNER = promo("records:", "  - {name: example.com., type: TXT, value: hello}");

export const nameNotYours: FleetCheck = {
  id: "name-not-yours",
  severity: "error",
  rule: "The spec whose domain is the nearest at or above a name speaks for it; a record of another spec there could take over its mail.",
  source: "design",
  unwaivable: "only the spec of the name's own domain can allow it, with accepts",
  explanation: {
    why: "Many people edit the specs of a fleet. Whoever may edit one domain's spec must not decide about another domain.",
    effect: "A second MX, SPF record or policy at the name takes over the domain's mail, or breaks it.",
    fix: "Move the record to the spec of the name's own domain, or let that spec allow it: accepts: [promo.example.com].",
    fails: `${example("mode: parked")}${AT_OWNER}`,
    passes: `${example("mode: parked", "accepts: [promo.example.com]")}${AT_OWNER}`,
  },
  checkFleet(zones, report) {
    for (const visit of visitsIn(zones)) if (visit.grant === undefined) report(notYours(visit));
  },
};

/** What is reported of a visit that nobody allows. */
export function notYours({ zone, record, visitor, hosts }: Visit): Reported {
  const [owner, guest] = [shownName(hosts[0].domain), shownName(visitor.spec.domain)];
  const at = atOwner(zone, record);
  return {
    message: `the spec of ${guest} has ${shownName(record.name)} ${record.data.type}, but the spec of ${owner} speaks for that name, so one domain would decide about the mail of another`,
    help: `move the record to the spec of ${owner}, or let that spec allow it with \`accepts: [${guest}]\``,
    ...at,
    related: [
      ...(at.related ?? []),
      ...hosts.map(({ place }) => ({ place, note: `speaks for ${shownName(record.name)}` })),
    ],
  };
}

import { visitsIn } from "../../view/visiting.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { FleetCheck } from "../check.ts";
import { example } from "../example.ts";
import { nameNotYours } from "./name-not-yours.ts";

export const nameAccepted: FleetCheck = {
  id: "name-accepted",
  severity: "info",
  rule: "A record at a name of another domain is reported even if the spec of that domain allows it, so that both sides see it.",
  source: "design",
  explanation: {
    why: "accepts: gives another spec a say about the domain's mail.",
    effect: "None; the record is published.",
    fix: "Nothing, if it is meant. Otherwise delete the record, or the item of accepts.",
    fails: nameNotYours.explanation.passes,
    passes: example("mode: parked"),
  },
  checkFleet(zones, report) {
    for (const { zone, record, visitor, hosts, grant } of visitsIn(zones)) {
      if (grant === undefined) continue;
      const [owner, guest] = [shownName(hosts[0].domain), shownName(visitor.spec.domain)];
      const at = atOwner(zone, record);
      report({
        message: `the spec of ${guest} has ${shownName(record.name)} ${record.data.type}, a name of ${owner}, whose spec allows it`,
        help: "nothing to do if that is meant; otherwise delete the record, or the item of accepts",
        ...at,
        related: [...(at.related ?? []), { place: grant.place, note: `${owner} accepts ${guest}` }],
      });
    }
  },
};

import type { Place } from "../../finding.ts";
import { visitsIn } from "../../view/visiting.ts";
import { atDomain } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { FleetCheck } from "../check.ts";
import { example } from "../example.ts";
import { nameNotYours } from "./name-not-yours.ts";

export const acceptsUnused: FleetCheck = {
  id: "accepts-unused",
  severity: "warning",
  rule: "An item of accepts allows a record that a spec has; an unused one would allow the next one unseen.",
  source: "design",
  explanation: {
    why: "What accepts: allows may be added by whoever edits the other spec.",
    effect: "A later record at a name of this domain is no error.",
    fix: "Delete the item until the other spec has such a record.",
    fails: example("mode: parked", "accepts: [promo.example.com]"),
    passes: nameNotYours.explanation.passes,
  },
  checkFleet(zones, report) {
    // a spec of several domains has one item for all of them
    const used = new Set(visitsIn(zones).flatMap(({ grant }) => (grant ? [keyOf(grant.place)] : [])));
    const domains = new Set(zones.flatMap((zone) => zone.domains.map(({ domain }) => domain)));
    for (const domain of domains) {
      for (const grant of domain.spec.grants) {
        if (used.has(keyOf(grant.place))) continue;
        report({
          message: `${shownName(domain.spec.domain)} accepts records of ${shownName(grant.to)}, but no spec of that domain has one at its names, so a later one would be allowed unseen`,
          help: "delete the item until there is such a record",
          ...atDomain(domain),
          place: grant.place,
        });
      }
    }
  },
};

const keyOf = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

/** `plan-delegate`: zones that this run creates below others of the stack, which do not lead to them yet. */
import type { Finding } from "../finding.ts";
import { lackingDelegation } from "../plan/delegation.ts";
import type { Zone } from "../plan/zone.ts";
import { shownName } from "../words/record.ts";
import { type Name, withoutDot } from "../zone/name.ts";

/** `absent` are the zones that do not exist yet. */
export function planDelegate(zones: readonly Zone[], absent: ReadonlySet<Zone>): Finding[] {
  return [...absent].flatMap((zone) =>
    lackingDelegation(zone, zones).map(({ name: parent }) => told(zone, parent)),
  );
}

const told = ({ name, create }: Zone, parent: Name): Finding => ({
  code: "plan-delegate",
  severity: "warning",
  message: `the zone ${shownName(name)} is created in this run, and its name servers are known only afterwards, so nothing in ${shownName(parent)} leads to it yet`,
  help: `run pulumi up once more after this one, which publishes the NS records of ${shownName(name)} in ${shownName(parent)}`,
  ...(create && { domain: withoutDot(create.domain), place: create.place }),
});

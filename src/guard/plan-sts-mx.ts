import { isMtaSts, parseMtaSts } from "../mail/mta-sts.ts";
import type { Zone } from "../plan/zone.ts";
import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import type { Name } from "../zone/name.ts";
import type { Rdata } from "../zone/rdata.ts";
import { recordsAt } from "../zone/rrset.ts";
import { aboutName, type Change, changesOf, type NameChange } from "./change.ts";
import { exchanges, exchangesAfter } from "./exchanges.ts";
import type { Guard } from "./guard.ts";

/** Domains with MTA-STS that get an MX host while the id of their policy stays. */
export const planStsMx: Guard = {
  id: "plan-sts-mx",
  rule: "A domain with MTA-STS gets an MX host only with a new id, or after confirmation; its policy must list the host first.",
  source: "RFC 8461 §3.2, §8.1",
  explanation: {
    why: "Senders keep the policy for weeks and deliver only to the hosts that it lists. They fetch it again when the id in the TXT record changes.",
    effect:
      "In mode enforce, senders refuse to deliver to the new host. If it is the only one, mail bounces after days.",
    fix: "Add the host to the policy file, then change the id of the record together with the MX.",
  },
  *check(change) {
    for (const one of changesOf(change, "MX")) {
      const before = exchanges(one.before);
      const added = exchangesAfter(one).filter((host) => !before.includes(host));
      // plan-sts-served knows what such a policy lists
      if (hasOwnPolicy(one)) continue;
      const name = `_mta-sts.${one.name}`;
      const [had, has] = [idBefore(change, name), one.zone && idOf(wantedAt(one.zone, name))];
      if (added.length === 0 || had === undefined || had !== has) continue;
      yield {
        message: `${shownName(one.name)} gets the MX ${listed(added.map(shownName))} while the id of its MTA-STS policy stays ${had}, so senders that have the old policy refuse to deliver there`,
        help: `list the host in the policy file https://mta-sts.${shownName(one.name)}/.well-known/mta-sts.txt, and give the record ${shownName(name)} another id`,
        facts: [one.name, ...added, had],
        ...aboutName(change, one),
      };
    }
  },
};

const hasOwnPolicy = ({ zone, name }: NameChange): boolean =>
  zone?.domains.some(({ domain }) => domain.spec.domain === name && domain.stsPolicy !== undefined) === true;

const idBefore = ({ records }: Change, name: Name): string | undefined =>
  idOf(records.filter((one) => one.name === name).flatMap(({ data }) => data));

const wantedAt = (zone: Zone, name: Name): Rdata[] =>
  recordsAt(zone.owners, name, "TXT").map(({ data }) => data);

function idOf(data: readonly Rdata[]): string | undefined {
  for (const one of data) if (one.type === "TXT" && isMtaSts(one.text)) return parseMtaSts(one.text).id;
  return undefined;
}

import { listed } from "../words/list.ts";
import { shownName } from "../words/record.ts";
import type { Name } from "../zone/name.ts";
import { printRdata } from "../zone/rdata.ts";
import { aboutName, type Change, changesOf, type NameChange } from "./change.ts";
import { isDeclared } from "./declared.ts";
import { exchanges, exchangesAfter } from "./exchanges.ts";
import type { Guard } from "./guard.ts";

/** Hosts of an MX that stays, whose addresses are all replaced: the mail moves, though no MX changes. */
export const planMxAddress: Guard = {
  id: "plan-mx-address",
  rule: "The addresses of an MX host are all replaced only after confirmation; the mail would go to another machine.",
  source: "RFC 5321 §5.1",
  explanation: {
    why: "An MX names a host, and the host's address decides where the mail goes. To replace it is to move the mail, though the MX records look as before.",
    effect:
      "All mail goes to the new machine, for some senders only after the TTL. If it has no mailboxes there, it bounces.",
    fix: "Add the new address beside the old one, and delete the old one later; or make sure that the new machine is ready and yours.",
  },
  *check(change) {
    for (const { host, names, before, after, changes } of replacedAddresses(change)) {
      if (changes.every((one) => isDeclared(change, one))) continue;
      yield {
        message: `the MX host ${shownName(host)} goes from ${listed(before)} to ${listed(after)}, so the mail of ${listed([...names].map(shownName))} would go to another machine`,
        help: "add the new address beside the old one, and delete the old one when its TTL has passed",
        facts: [host, ...before, ">", ...after],
        ...aboutName(change, changes[0]),
      };
    }
  },
};

/** An MX host that stays, and none of whose addresses does. */
export interface ReplacedAddresses {
  readonly host: Name;
  /** The names whose MX it is. */
  readonly names: ReadonlySet<Name>;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly changes: readonly [NameChange, ...NameChange[]];
}

export function* replacedAddresses(change: Change): Iterable<ReplacedAddresses> {
  const hosts = stayingHosts(change);
  const changes = (["A", "AAAA"] as const)
    .flatMap((type) => changesOf(change, type))
    .filter(({ name }) => hosts.has(name));
  for (const [host, both] of Map.groupBy(changes, ({ name }) => name)) {
    const before = both.flatMap((one) => one.before.map(printRdata)).sort();
    const after = [...new Set(both.flatMap(addressesAfter))].sort();
    // without any address it is mx-has-address
    if (after.length === 0 || before.some((address) => after.includes(address))) continue;
    yield {
      host,
      names: hosts.get(host) ?? new Set(),
      before,
      after,
      changes: both as [NameChange, ...NameChange[]],
    };
  }
}

/** The MX hosts that a name had and keeps, with the names. */
function stayingHosts(change: Change): ReadonlyMap<Name, ReadonlySet<Name>> {
  const hosts = new Map<Name, Set<Name>>();
  for (const one of changesOf(change, "MX")) {
    const before = exchanges(one.before);
    for (const host of exchangesAfter(one)) {
      if (before.includes(host)) hosts.set(host, (hosts.get(host) ?? new Set()).add(one.name));
    }
  }
  return hosts;
}

/** All addresses that the name will have, of both families, and those of its new zones if it leaves this one. */
function addressesAfter({ zone, name, after }: NameChange): string[] {
  const here = (zone?.owners.get(name) ?? []).filter(({ type }) => type === "A" || type === "AAAA");
  return [...after, ...here.flatMap(({ records }) => records)].map(({ data }) => printRdata(data));
}

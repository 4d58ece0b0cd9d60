/** `dns-reverse`: the addresses of the specs' own mail hosts have a name that leads back to them. */
import type { Finding } from "../../finding.ts";
import { reverseName } from "../../mail/network.ts";
import { specialUseOf } from "../../mail/special-addresses.ts";
import { mailHostsWithin } from "../../view/mail-hosts.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { firstOf, listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { Resolver } from "../dns/resolver.ts";
import type { Judge } from "./judge.ts";
import { addressesIn } from "./mx-hosts.ts";

export const reverseDns: Judge = async (zone, zones, resolver) => {
  const own = mailHostsWithin(zone, zones).flatMap(({ exchange, holder }) =>
    (["A", "AAAA"] as const).flatMap((type) =>
      recordsAt(holder.owners, exchange, type).map((record) => ({ record, holder })),
    ),
  );
  const found = await Promise.all(
    own.map(async ({ record, holder }): Promise<Finding[]> => {
      const { data } = record;
      if (!("address" in data)) return [];
      const what = await faultOf(data.address, resolver);
      if (what === undefined) return [];
      return [
        {
          code: "dns-reverse",
          severity: "warning",
          message: `${data.address}, the address of the mail host ${shownName(record.name)}, ${what}, so many receivers refuse mail from it or take it for spam`,
          help: `have whoever gave you the address, such as your hosting provider, set its PTR record to ${shownName(record.name)}`,
          ...atRecord(holder, record),
        },
      ];
    }),
  );
  return found.flat();
};

/** RFC 8601 §2.7.3 calls it iprev: a name of the address has that address. */
async function faultOf(address: string, resolver: Resolver): Promise<string | undefined> {
  if (specialUseOf(address) !== undefined) return undefined;
  const { outcome, records } = await resolver.lookUp(reverseName(address), "PTR");
  if (outcome === "failed") return undefined;
  const names = records.flatMap(({ data }) => (data.type === "PTR" ? [data.target] : []));
  if (names.length === 0) return "has no PTR record";
  const forward = await Promise.all(
    names.map((name) => resolver.lookUp(name, address.includes(":") ? "AAAA" : "A")),
  );
  if (addressesIn(forward).includes(address) || forward.some((one) => one.outcome === "failed"))
    return undefined;
  return `has a PTR record to ${listed(firstOf(names.map(shownName), 3))}, which does not lead back to it`;
}

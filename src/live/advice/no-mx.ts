/** `dns-no-mx`: a domain has an MX, or a null MX if it accepts no mail. */
import { listed } from "../../words/list.ts";
import { shownName } from "../../words/record.ts";
import { recordsAt } from "../../zone/rrset.ts";
import type { Adviser } from "./adviser.ts";
import { atZone } from "./at-zone.ts";

export const noMx: Adviser = async ({ domain, zone, resolver }) => {
  if (recordsAt(zone.owners, domain, "CNAME").length > 0) return [];
  const { outcome } = await resolver.lookUp(domain, "MX");
  if (outcome !== "nodata") return [];
  const found = await Promise.all([resolver.lookUp(domain, "A"), resolver.lookUp(domain, "AAAA")]);
  if (found.some((one) => one.outcome === "failed")) return [];
  const addresses = found.flatMap(({ records }) =>
    records.flatMap(({ data }) => ("address" in data ? [data.address] : [])),
  );
  const name = shownName(domain);
  return [
    {
      code: "dns-no-mx",
      severity: "warning",
      message:
        addresses.length === 0
          ? `${name} has neither an MX nor an address, so it receives no mail, and senders try for days before they give up`
          : `${name} has no MX, so mail goes to its address, ${listed(addresses)}, which is usually a web server (RFC 5321 §5.1)`,
      help: 'publish the MX of its mail provider, or, if it is not to receive mail, the null MX "0 ." (RFC 7505)',
      ...atZone(zone),
    },
  ];
};

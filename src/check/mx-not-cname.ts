import { answering } from "./answering.ts";
import type { FleetCheck } from "./check.ts";
import { mailHosts } from "./mail-hosts.ts";
import { ofConflict } from "./origin.ts";
import { shownName, shownRecord } from "./wording.ts";
import { zoneIndex } from "./zone-index.ts";

export const mxNotCname: FleetCheck = {
  id: "mx-not-cname",
  severity: "error",
  rule: "The host of an MX has addresses of its own and is no alias; many senders refuse one that is.",
  source: "RFC 2181 §10.3, RFC 5321 §5.1",
  *checkFleet(zones) {
    const index = zoneIndex(zones);
    for (const zone of zones) {
      for (const { record, exchange } of mailHosts(zone)) {
        const holder = index.zoneOf(exchange, zone);
        const alias = holder && answering(holder, exchange)?.find(({ type }) => type === "CNAME")?.records[0];
        if (holder === undefined || alias?.data.type !== "CNAME") continue;
        // flattened, it is answered as addresses
        if (holder.flattenApex && exchange === holder.name) continue;
        const own = record.origin.preset === undefined || alias.origin.preset !== undefined;
        yield {
          message: `${shownRecord(record)} names a host that is a CNAME (${shownRecord(alias)}), so senders that follow the standard do not deliver`,
          help: `let the MX name ${shownName(alias.data.target)} itself, or give ${shownName(exchange)} A and AAAA in place of the CNAME`,
          ...(own ? ofConflict(zone, record, [alias]) : ofConflict(holder, alias, [record])),
        };
      }
    }
  },
};

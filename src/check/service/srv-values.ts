import { zoneIndex } from "../../plan/zone-index.ts";
import { answering, isDelegated } from "../../view/answering.ts";
import { serviceRecords } from "../../view/services.ts";
import { atConflict } from "../../view/whereabouts.ts";
import { atField, atTarget, inTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

export const srvValues: AmongCheck = {
  id: "srv-values",
  severity: "error",
  rule: "The numbers of an SRV record have 16 bits, its port is not 0, and its target has its own addresses.",
  source: "RFC 2782",
  explanation: {
    why: "Priority, weight and port are 16-bit numbers, and the target must not be an alias.",
    effect:
      "The cloud rejects the record or truncates its numbers. Clients that follow the standard do not use a target that is a CNAME.",
    fix: "Write the port on which the service listens, and the host's own name.",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 0 mail.example.net}",
    ),
    passes: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 mail.example.net}",
    ),
  },
  checkAmong(zone, zones, report) {
    const index = zoneIndex(zones);
    for (const { record, data } of serviceRecords(zone)) {
      const { port, target } = data;
      const field = NUMBERS.find((each) => data[each] > 65_535);
      if (field !== undefined) {
        report({
          message: `${shownRecord(record)} has a ${field} of more than 16 bits, so it would be rejected or truncated`,
          help: `write a ${field} from 0 to 65535`,
          ...atField(zone, record, field),
        });
      }
      // srv-null checks a service that is not offered
      if (target === ".") continue;
      if (port === 0) {
        report({
          message: `${shownRecord(record)} has the port 0, on which nothing listens, so clients cannot connect`,
          help: "write the service's port, such as 993 for _imaps, or the target . if the service is not offered",
          ...atField(zone, record, "port"),
        });
      }
      const holder = index.zoneOf(target, zone);
      if (holder === undefined || (holder.flattenApex && target === holder.name)) continue;
      if (holder.external.has(target) || isDelegated(holder, target)) continue;
      const rrsets = answering(holder, target);
      const alias = rrsets?.find(({ type }) => type === "CNAME")?.records[0];
      if (alias?.data.type !== "CNAME") {
        // the apex often gets its addresses from whoever serves the web site
        if (target === holder.name || rrsets?.some(({ type }) => type === "A" || type === "AAAA")) continue;
        report({
          severity: "warning",
          message: `${shownRecord(record)} names a host in the zone ${shownName(holder.name)} to which no spec gives an address, so clients cannot connect unless something else does`,
          help: `add A or AAAA at ${shownName(target)} to records, or list it under external if something else manages it`,
          ...atTarget(zone, record),
        });
        continue;
      }
      report({
        severity: "warning",
        message: `${shownRecord(record)} points to a CNAME (${shownRecord(alias)}), which is not allowed, so some clients do not connect`,
        help: `point the SRV to ${shownName(alias.data.target)}`,
        ...atConflict(zone, record, [alias]),
        ...inTarget(zone, record),
      });
    }
  },
};

const NUMBERS = ["priority", "weight", "port"] as const;

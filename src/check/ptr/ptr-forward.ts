import { addressOf } from "../../plan/reverse-zone.ts";
import { zoneIndex } from "../../plan/zone-index.ts";
import { answering } from "../../view/answering.ts";
import { atTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { isReverse } from "../../zone/name.ts";
import { conflictPlaces, type RRset } from "../../zone/rrset.ts";
import type { AmongCheck } from "../check.ts";
import { host, reverse } from "./example.ts";

export const ptrForward: AmongCheck = {
  id: "ptr-forward",
  severity: "warning",
  rule: "The host that a PTR record names has the address that the record is for.",
  source: "RFC 1912 §2.1; Google, Yahoo and Microsoft sender rules",
  explanation: {
    why: "Receivers look up the name of an address, and then the addresses of that name. Anyone can write any name into their own reverse zone, so only both together prove something.",
    effect: "Mail from the address is rejected, or more often classified as spam.",
    fix: "Name the host that has the address, or give the host this address too.",
    fails: [host(), reverse('{name: "25", type: PTR, value: web.example.com.}')].join("---\n"),
    passes: [host(), reverse('{name: "25", type: PTR, value: mail.example.com.}')].join("---\n"),
  },
  checkAmong(zone, zones, report) {
    if (!isReverse(zone.name)) return;
    const index = zoneIndex(zones);
    for (const { type, name, records } of zone.rrsets) {
      const address = type === "PTR" ? addressOf(name) : undefined;
      if (address === undefined) continue;
      for (const record of records) {
        const target = record.data.type === "PTR" ? record.data.target : ".";
        const holder = index.zoneOf(target, zone);
        if (holder === undefined || isReverse(holder.name) || holder.external.has(target)) continue;
        const rrsets = answering(holder, target) ?? [];
        if (rrsets.some((rrset) => rrset.type === "CNAME" || hasAddress(rrset, address))) continue;
        const known = rrsets.find((rrset) => rrset.type === (address.includes(":") ? "AAAA" : "A"));
        report({
          // what the specs do not have may be in the zone all the same
          severity: known === undefined ? "info" : "warning",
          message: `${shownRecord(record)} names a host that ${known === undefined ? "the specs give no such address" : "has another address"}, so receivers do not believe that ${address} is ${shownName(target)}`,
          help: `give ${shownName(target)} the address ${address}, or name the host that has it`,
          ...atTarget(zone, record),
          ...(known?.records[0] && { related: conflictPlaces(known.records[0], "its address") }),
        });
      }
    }
  },
};

const hasAddress = ({ records }: RRset, address: string): boolean =>
  records.some(({ data }) => (data.type === "A" || data.type === "AAAA") && data.address === address);

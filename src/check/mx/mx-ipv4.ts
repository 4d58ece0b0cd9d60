import { answering } from "../../view/answering.ts";
import { mailHostsWithin } from "../../view/mail-hosts.ts";
import { atTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxIpv4: AmongCheck = {
  id: "mx-ipv4",
  severity: "warning",
  rule: "At least one host of a domain's MX has an A record; many senders have no IPv6.",
  source: "RFC 3974 §4.1, RFC 5321 §5.1",
  explanation: {
    why: "A sender with IPv4 only cannot connect to a host that has nothing but AAAA.",
    effect: "Mail from such senders waits, and bounces after some days.",
    fix: "Give a host of the MX an A record, or add an MX whose host has one.",
    fails: example(
      "mode: receive-only",
      "records:",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: AAAA, value: '2001:db8::25'}",
    ),
    passes: example(
      "mode: receive-only",
      "records:",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: AAAA, value: '2001:db8::25'}",
      "  - {name: mail, type: A, value: 198.51.100.25}",
    ),
  },
  checkAmong(zone, zones, report) {
    const within = Map.groupBy(mailHostsWithin(zone, zones), ({ record }) => record.name);
    for (const { type, name, records } of zone.rrsets) {
      const hosts = type === "MX" ? (within.get(name) ?? []) : [];
      // a host that the specs do not have may have IPv4
      if (hosts.length === 0 || hosts.length < records.length) continue;
      const only = hosts.every(({ exchange, holder }) => {
        const types = answering(holder, exchange)?.map((one) => one.type) ?? [];
        return types.includes("AAAA") && !types.includes("A") && !holder.external.has(exchange);
      });
      const [first] = hosts;
      if (!only || first === undefined) continue;
      report({
        message: `${shownRecord(first.record)}${hosts.length > 1 ? " and its other MX name hosts" : " names a host"} with AAAA only, so senders without IPv6 cannot deliver mail to ${shownName(name)}`,
        help: `add an A record at ${shownName(first.exchange)}, or list it under external if something else manages its addresses`,
        ...atTarget(zone, first.record),
      });
    }
  },
};

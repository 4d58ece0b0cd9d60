import { mailHostsWithin } from "../../view/mail-hosts.ts";
import { reverseIndex } from "../../view/reverse.ts";
import { atConflict } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { recordsAt, type ZoneRecord } from "../../zone/rrset.ts";
import type { AmongCheck } from "../check.ts";
import { host, reverse } from "./example.ts";

export const ptrMailHost: AmongCheck = {
  id: "ptr-mail-host",
  severity: "warning",
  rule: "Each address of a host of MX has exactly one PTR record, if a reverse zone of the specs covers it.",
  source: "RFC 1912 §2.1; Google, Yahoo and Microsoft sender rules",
  explanation: {
    why: "Receivers look up the name of the address that connects. Without one, or with several of which they get any, the name and the address do not confirm each other.",
    effect: "Mail from the host is rejected, or more often classified as spam.",
    fix: "Add one PTR record for the address, with the name that the server gives in its greeting.",
    fails: [host(), reverse('{name: "26", type: PTR, value: web.example.com.}')].join("---\n"),
    passes: [host(), reverse('{name: "25", type: PTR, value: mail.example.com.}')].join("---\n"),
  },
  checkAmong(zone, zones, report) {
    const index = reverseIndex(zones);
    const done = new Set<ZoneRecord>();
    for (const { record, exchange, holder } of mailHostsWithin(zone, zones)) {
      const addresses = [
        ...recordsAt(holder.owners, exchange, "A"),
        ...recordsAt(holder.owners, exchange, "AAAA"),
      ];
      for (const address of addresses) {
        const { data } = address;
        if ((data.type !== "A" && data.type !== "AAAA") || done.has(address)) continue;
        done.add(address);
        const pointers = index.pointersTo(data.address);
        const names = [...new Set(pointers.map(({ target }) => target))];
        if (names.length === 1 || (names.length === 0 && !index.covers(data.address))) continue;
        const many = names.length > 1;
        report({
          message: `${shownRecord(address)} is the address of an MX host, but its reverse zone has ${many ? `${names.length} PTR records for it (${listed(names.map(shownName))})` : "no PTR record for it"}, so receivers distrust mail from the host`,
          help: many
            ? `keep the PTR record with ${shownName(exchange)}`
            : `add a PTR record with the value ${exchange} to the spec of the reverse zone`,
          ...atConflict(holder, address, [record, ...pointers.map((one) => one.record)]),
        });
      }
    }
  },
};

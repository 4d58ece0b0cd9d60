import { specialUseOf } from "../../mail/special-addresses.ts";
import { answering } from "../../view/answering.ts";
import { mailHostsWithin } from "../../view/mail-hosts.ts";
import { atConflict } from "../../view/whereabouts.ts";
import { shownRecord } from "../../words/record.ts";
import type { RRset } from "../../zone/rrset.ts";
import type { AmongCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxPublicAddr: AmongCheck = {
  id: "mx-public-addr",
  severity: "error",
  rule: "MX hosts have addresses on the public internet; nobody can reach private, loopback and link-local ones.",
  source: "RFC 6890, RFC 5321 §5.1",
  explanation: {
    why: "Senders connect from their own networks to the address of the MX host.",
    effect: "Mail is not delivered. A sender with the same private network may even reach a different host.",
    fix: "Give the host its public address.",
    fails: example(
      "records:",
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 192.168.1.25}",
    ),
    passes: example(
      "records:",
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 100.20.30.40}",
    ),
  },
  checkAmong(zone, zones, report) {
    for (const { record, exchange, holder } of mailHostsWithin(zone, zones)) {
      const rrsets = answering(holder, exchange);
      if (rrsets === undefined) continue;
      const addresses = rrsets.flatMap(addressesOf);
      const unreachable = addresses.filter(({ use }) => use !== undefined);
      for (const { record: address, use } of unreachable) {
        report({
          ...(unreachable.length < addresses.length ? { severity: "warning" } : {}),
          message: `${shownRecord(address)} is the address of an MX host but is for ${use}, so senders ${unreachable.length < addresses.length ? "that try it fail" : "cannot deliver mail to it"}`,
          help: "give the host its public address, or delete this one",
          ...atConflict(holder, address, [record]),
        });
      }
    }
  },
};

/** Addresses for documentation stand for real ones in examples, and are not reported. */
function addressesOf({ records }: RRset) {
  return records.flatMap((record) => {
    const { data } = record;
    if (data.type !== "A" && data.type !== "AAAA") return [];
    const use = specialUseOf(data.address);
    return [{ record, use: use === "documentation" ? undefined : use }];
  });
}

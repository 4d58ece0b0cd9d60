import type { ZoneCheck } from "./check.ts";
import { addressLiteral, mailHosts } from "./mail-hosts.ts";
import { ofRecord } from "./origin.ts";
import { shownName } from "./wording.ts";

export const mxNotIp: ZoneCheck = {
  id: "mx-not-ip",
  severity: "error",
  rule: "An MX names a host; an address in its place is looked up as a name and not found.",
  source: "RFC 1035 §3.3.9, RFC 5321 §5.1",
  *check(zone) {
    for (const { record, exchange, preference } of mailHosts(zone)) {
      const address = addressLiteral(exchange);
      if (address === undefined) continue;
      const type = address.includes(":") ? "AAAA" : "A";
      yield {
        message: `${shownName(record.name)} MX ${preference} names the address ${address} where a host name belongs, so mail to it is not delivered`,
        help: `add {name: mx, type: ${type}, value: "${address}"} to records and write MX ${preference} mx`,
        ...ofRecord(zone, record),
      };
    }
  },
};

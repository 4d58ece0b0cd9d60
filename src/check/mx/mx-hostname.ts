import { ofTarget } from "../../view/inside.ts";
import { addressLiteral, mailHosts } from "../../view/mail-hosts.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { labels, type Name } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxHostname: ZoneCheck = {
  id: "mx-hostname",
  severity: "error",
  rule: "The host of an MX ends in a top-level domain that is in the public DNS; local, invalid or a number cannot be looked up.",
  source: "RFC 5321 §2.3.5, RFC 6761, RFC 6762 §3",
  explanation: {
    why: "Names that end in local, internal, localhost or invalid exist inside one network at most; a last label of digits is an address with a part missing. Microsoft 365 shows an invalid host for domains that are not verified yet.",
    effect: "Senders elsewhere cannot find the host, so mail is not delivered.",
    fix: "Name the host as it is known in the public DNS.",
    fails: example("records:", "  - {type: MX, value: 10 exchange.corp.local}"),
    passes: example("records:", "  - {type: MX, value: 10 mail.example.net}"),
  },
  check(zone, report) {
    for (const { record, exchange } of mailHosts(zone)) {
      const top = labels(exchange).at(-1) ?? "";
      // an address is for mx-not-ip to tell, a single label for rr-target-fqdn
      if (!isLost(top) || exchange.indexOf(".") === exchange.length - 1) continue;
      if (addressLiteral(exchange) !== undefined) continue;
      report({
        message: `${shownRecord(record)} names a host that ends in ${shownName(`${top}.`)}, which the public DNS does not have, so mail cannot be delivered`,
        help: "name the host as it is known in the public DNS",
        ...ofTarget(zone, record, { offset: exchange.length - 1 - top.length, length: top.length }),
      });
    }
  },
};

/** RFC 6761, RFC 6762 §3, RFC 7686; `internal` by ICANN, 2024-07-29. */
const LOCAL: ReadonlySet<Name> = new Set([
  "invalid",
  "local",
  "localhost",
  "localdomain",
  "lan",
  "onion",
  "internal",
]);

const isLost = (top: string): boolean => LOCAL.has(top) || /^\d+$/.test(top);

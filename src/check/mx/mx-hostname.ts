import { addressLiteral, mailHosts } from "../../view/mail-hosts.ts";
import { atTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { labels, type Name } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxHostname: ZoneCheck = {
  id: "mx-hostname",
  severity: "error",
  rule: "The host of an MX ends in a public top-level domain; local, invalid or a number cannot be looked up.",
  source: "RFC 5321 §2.3.5, RFC 6761, RFC 6762 §3",
  explanation: {
    why: "Names that end in local, internal, localhost or invalid exist only inside one network, if at all. A last label of digits is an address with a missing part. Microsoft 365 shows an invalid host for domains that are not verified yet.",
    effect: "Other senders cannot find the host, so mail is not delivered.",
    fix: "Use the host's name in the public DNS.",
    fails: example("records:", "  - {type: MX, value: 10 exchange.corp.local}"),
    passes: example("records:", "  - {type: MX, value: 10 mail.example.net}"),
  },
  check(zone, report) {
    for (const { record, exchange } of mailHosts(zone)) {
      const top = labels(exchange).at(-1) ?? "";
      // mx-not-ip reports an address, rr-target-fqdn a single label
      if (!isLost(top) || exchange.indexOf(".") === exchange.length - 1) continue;
      if (addressLiteral(exchange) !== undefined) continue;
      report({
        message: `${shownRecord(record)} names a host that ends in ${shownName(`${top}.`)}, which is not in the public DNS, so mail cannot be delivered`,
        help: "use the host's name in the public DNS",
        ...atTarget(zone, record, { offset: exchange.length - 1 - top.length, length: top.length }),
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

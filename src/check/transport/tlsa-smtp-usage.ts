import { transportRecords } from "../../view/transport-records.ts";
import { atField } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_TLSA, tlsaExample } from "./example.ts";

export const tlsaSmtpUsage: ZoneCheck = {
  id: "tlsa-smtp-usage",
  severity: "error",
  rule: "TLSA for SMTP has the usage 2 (DANE-TA) or 3 (DANE-EE); for usages 0 and 1 it is undefined what senders do.",
  source: "RFC 7672 §3.1.3",
  explanation: {
    why: "Usages 0 and 1 also require a chain to a public CA, and mail servers have no common list of CAs.",
    effect: "Senders treat such a record as unusable, and some then do not deliver.",
    fix: "Publish 3 1 1, the hash of the host's own public key.",
    fails: tlsaExample(EXAMPLE_TLSA.replace("3", "1")),
    passes: tlsaExample(EXAMPLE_TLSA),
  },
  check(zone, report) {
    for (const { record, data, at } of transportRecords(zone).tlsa) {
      if (at?.port !== 25 || data.usage > 1) continue;
      report({
        message: `the TLSA record ${shownName(record.name)} has the usage ${data.usage}, which is not defined for SMTP, so senders cannot use it and some do not deliver`,
        help: "publish 3 1 1: the SHA-256 of the public key that the host presents",
        ...atField(zone, record, "usage"),
      });
    }
  },
};

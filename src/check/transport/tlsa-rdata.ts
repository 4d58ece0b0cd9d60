import { parseTlsa, printTlsa } from "../../mail/tlsa.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atField } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_TLSA, tlsaExample } from "./example.ts";

export const tlsaRdata: ZoneCheck = {
  id: "tlsa-rdata",
  severity: "error",
  rule: "A TLSA record has a usage from 0 to 3, a selector of 0 or 1, a matching type from 0 to 2, and a hash of that type's length.",
  source: "RFC 6698 §2.1",
  explanation: {
    why: "The numbers say what the data is compared with. A hash of another length never matches.",
    effect:
      "Careful senders find no matching certificate and do not deliver, or treat the record as unusable and check nothing.",
    fix: "Create the record again from the certificate that the host presents.",
    fails: tlsaExample("3 1 1 0a1b2c3d"),
    passes: tlsaExample(EXAMPLE_TLSA),
  },
  check(zone, report) {
    for (const { record, data } of transportRecords(zone).tlsa) {
      for (const { message, field } of parseTlsa(printTlsa(data)).problems) {
        report({
          message: `the TLSA record ${shownName(record.name)} matches no certificate: ${message}`,
          help: "write usage, selector, matching type and the complete data, such as 3 1 1 and 64 hexadecimal digits",
          ...atField(zone, record, field),
        });
      }
    }
  },
};

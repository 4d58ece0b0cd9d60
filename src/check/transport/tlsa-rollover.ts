import { ofRecord } from "../../view/origin.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_TLSA, tlsaExample } from "./example.ts";

export const tlsaRollover: ZoneCheck = {
  id: "tlsa-rollover",
  severity: "info",
  rule: "Beside the TLSA record of today's key stands that of the next one, or of the CA, so that a new certificate does not stop mail.",
  source: "RFC 7671 §8",
  explanation: {
    why: "Resolvers keep the old record for its TTL: the new one has to be there before the certificate changes.",
    effect:
      "With one record a certificate that is renewed with a new key stops mail from senders that check, until caches run out.",
    fix: "Publish the next key's digest as well, or a record of usage 2 for the CA.",
    fails: tlsaExample(EXAMPLE_TLSA),
    passes: tlsaExample(EXAMPLE_TLSA, EXAMPLE_TLSA.replaceAll("0a", "4e")),
  },
  check(zone, report) {
    if (transportRecords(zone).tlsa.length === 0) return;
    for (const { name, type, records } of zone.rrsets) {
      const [record] = records;
      if (type !== "TLSA" || record?.data.type !== "TLSA" || !name.startsWith("_25._tcp.")) continue;
      // a CA's record outlives the certificates it signs
      if (records.length > 1 || record.data.usage !== 3) continue;
      report({
        message: `${shownName(name)} has one TLSA record, so a certificate with a new key stops mail until caches have the next record`,
        help: "add the digest of the next key before the certificate changes, or keep the key when it is renewed",
        ...ofRecord(zone, record),
      });
    }
  },
};

import { transportRecords } from "../../view/transport-records.ts";
import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_TLSA, tlsaExample } from "./example.ts";

export const tlsaRollover: ZoneCheck = {
  id: "tlsa-rollover",
  severity: "info",
  rule: "Beside the TLSA record of the current key is one for the next key, or for the CA, so that a new certificate does not stop mail.",
  source: "RFC 7671 §8.1",
  explanation: {
    why: "Resolvers cache the old record for its TTL, so the new one has to be published before the certificate changes.",
    effect:
      "With a single record, a certificate renewed with a new key stops mail from senders that check, until caches expire.",
    fix: "Also publish the hash of the next key, or a record of usage 2 for the CA.",
    fails: tlsaExample(EXAMPLE_TLSA),
    passes: tlsaExample(EXAMPLE_TLSA, EXAMPLE_TLSA.replaceAll("0a", "4e")),
  },
  check(zone, report) {
    if (transportRecords(zone).tlsa.length === 0) return;
    for (const { name, type, records } of zone.rrsets) {
      const [record] = records;
      if (type !== "TLSA" || record?.data.type !== "TLSA" || !name.startsWith("_25._tcp.")) continue;
      const data = records.flatMap((each) => (each.data.type === "TLSA" ? [each.data] : []));
      // a CA's record outlives the certificates it signs
      if (data.some(({ usage }) => usage !== 3)) continue;
      if (new Set(data.map(({ certificate }) => certificate)).size > 1) continue;
      const isMisread = new Set(data.map(({ selector }) => selector)).size > 1;
      report({
        // the hash of a certificate is never that of its key
        ...(isMisread ? { severity: "warning" } : {}),
        message: isMisread
          ? `${shownName(name)} has the same data for the selectors 0 and 1, of which one at most matches, so a certificate with a new key stops mail until caches expire`
          : `${shownName(name)} has one TLSA record, so a certificate with a new key stops mail until caches expire`,
        help: "add the hash of the next key before the certificate changes, or renew the certificate with the same key",
        ...atRecord(zone, record),
      });
    }
  },
};

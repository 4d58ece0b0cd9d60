import type { Zone } from "../cloud/zone.ts";
import { evaluatedTerms, isLookup, isSpf, parseSpf, type Spf } from "../mail/spf.ts";
import { absolute, type Name } from "../zone/name.ts";
import { recordsAt } from "../zone/zone.ts";
import type { ZoneCheck } from "./check.ts";
import { ofRecord } from "./origin.ts";
import { textRecords } from "./text-records.ts";
import { shownName } from "./wording.ts";

/** Most DNS queries that evaluating a record may take (RFC 7208 §4.6.4). */
const LIMIT = 10;
/** From here on the next sender that is added breaks the record. */
const CLOSE = 8;
/** Counting stops here, against includes that spread without end. */
const ENOUGH = 100;

export const spfLookupsStatic: ZoneCheck = {
  id: "spf-lookups-static",
  severity: "error",
  rule: "Evaluating an SPF record takes at most 10 DNS lookups; beyond that receivers answer permerror.",
  source: "RFC 7208 §4.6.4",
  *check(zone) {
    for (const { record, spf } of textRecords(zone).spf) {
      const count = { lookups: 0, isWhole: true };
      countLookups(zone, spf, count, new Set([record.name]));
      if (count.lookups <= CLOSE) continue;
      const over = count.lookups > LIMIT;
      yield {
        severity: over ? "error" : "warning",
        message: `the SPF record of ${shownName(record.name)} takes ${count.isWhole ? "" : "at least "}${count.lookups} DNS lookups${count.isWhole ? "" : ", those inside foreign includes not counted"}; ${over ? `receivers stop after ${LIMIT} and answer permerror` : `more than ${LIMIT} is a permerror`}`,
        help: "take senders that are no longer used out, move one to a subdomain of its own, or write a and mx as ip4 and ip6",
        ...ofRecord(zone, record),
      };
    }
  },
};

interface Count {
  lookups: number;
  /** Whether everything included was at hand. */
  isWhole: boolean;
}

/** Adds the lookups of the terms, and of what they include as far as the zone has it. */
function countLookups(zone: Zone, spf: Spf, count: Count, path: Set<string>): void {
  for (const term of evaluatedTerms(spf)) {
    if (!isLookup(term) || count.lookups > ENOUGH) continue;
    count.lookups++;
    if (term.name !== "include" && term.name !== "redirect") continue;
    const name = absolute(term.domain);
    const included = path.has(name) ? undefined : includedSpf(zone, name);
    if (included === undefined) {
      count.isWhole = false;
      continue;
    }
    path.add(name);
    countLookups(zone, included, count, path);
    path.delete(name);
  }
}

function includedSpf(zone: Zone, name: Name): Spf | undefined {
  for (const { data } of recordsAt(zone.owners, name, "TXT")) {
    if (data.type === "TXT" && isSpf(data.text)) return parseSpf(data.text);
  }
  return undefined;
}

import { atRecord } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { isNullMx } from "../../zone/rdata.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const mxNullProvider: ZoneCheck = {
  id: "mx-null-provider",
  severity: "error",
  rule: "A null MX is only for clouds that can store it; on the others a parked domain has none.",
  source: "RFC 7505 §3; vendor, see the cloud's limits",
  unwaivable: "the cloud cannot store it",
  explanation: {
    why: "Alibaba Cloud DNS accepts no empty host, so a parked domain is published there without its null MX.",
    effect: "Senders try the address of the name, if it has one, before they give up.",
    fix: "Delete the null MX there, or move the domain to another cloud.",
    fails: example("dns: alidns", "mode: send-only", "records:", "  - {type: MX, value: 0 .}"),
    passes: example("dns: alidns", "mode: send-only"),
  },
  check(zone, report) {
    const { title, limits } = zone.cloud;
    if (limits.nullMx.able) return;
    for (const { omitted } of zone.domains) {
      for (const record of omitted.filter(({ data }) => isNullMx(data))) {
        report({
          severity: "warning",
          message: `${shownName(record.name)} is published without its null MX "0 .", which ${title} cannot store, so senders may still try its address`,
          help: "nothing to do if the name has no A or AAAA record; otherwise move the domain to another cloud",
          ...atRecord(zone, record),
        });
      }
    }
    for (const { type, records } of zone.rrsets) {
      if (type !== "MX") continue;
      for (const record of records.filter(({ data }) => isNullMx(data))) {
        report({
          message: `${shownName(record.name)} has the null MX "0 .", which ${title} rejects, so it cannot be published there`,
          help: "delete this record, or move the domain to another cloud",
          ...atRecord(zone, record),
        });
      }
    }
  },
};

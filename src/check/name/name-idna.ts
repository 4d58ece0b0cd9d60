import { atOwner, atTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { idnaFault, type Name, type NameFault } from "../../zone/name.ts";
import { pointsTo } from "../../zone/rdata.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const nameIdna: ZoneCheck = {
  id: "name-idna",
  severity: "error",
  rule: "A name in another script has a valid A-label, and an A-label stands for a valid name.",
  source: "RFC 5890 §2.3.2, RFC 5891 §5, UTS 46",
  unwaivable: "it is not a name that DNS can hold",
  explanation: {
    why: "DNS stores names in other scripts as A-labels, which begin with xn-- and follow strict rules.",
    effect: "The name cannot be published, or no software looks it up.",
    fix: "Write the name in its own script, or copy the A-label from the registrar.",
    fails: example("mode: parked", "records:", "  - {name: xn--zz--, type: TXT, value: x}"),
    passes: example("mode: parked", "records:", "  - {name: xn--bcher-kva, type: TXT, value: x}"),
  },
  check(zone, report) {
    for (const [name, rrsets] of zone.owners) {
      const record = rrsets[0]?.records[0];
      const fault = faultOf(name);
      if (fault === undefined || record === undefined) continue;
      report({
        message: `${shownName(name)} is not a valid name: ${fault.problem}, so it cannot be published`,
        help: "correct the name of this record",
        ...atOwner(zone, record, fault),
      });
    }
    for (const { type, records } of zone.rrsets) {
      if (type === "TXT" || type === "A" || type === "AAAA") continue;
      for (const record of records) {
        const target = pointsTo(record.data);
        const fault = target === undefined ? undefined : faultOf(target);
        if (fault === undefined) continue;
        report({
          message: `${shownRecord(record)} points to an invalid name: ${fault.problem}, so it cannot be published`,
          help: "correct the target of this record",
          ...atTarget(zone, record, fault),
        });
      }
    }
  },
};

const faultOf = (name: Name): NameFault | undefined =>
  /[^!-~]|xn--/.test(name) ? idnaFault(name) : undefined;

import { serviceRecords } from "../../view/services.ts";
import { atConflict, atRecord, editable, settle } from "../../view/whereabouts.ts";
import { listed } from "../../words/list.ts";
import { shownData, shownName, shownRecord } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

export const srvNull: ZoneCheck = {
  id: "srv-null",
  severity: "error",
  rule: 'An SRV target "." says that a service is not offered; it is the only record of its name and has the numbers 0 0 0.',
  source: "RFC 2782, RFC 6186 §3.4",
  explanation: {
    why: "The root as a target means that the service is not available at all. Another record at the name contradicts that.",
    effect: "With a real target beside it, each client decides which of the two it believes.",
    fix: "Keep only 0 0 0 . for a service that is not offered, or delete it.",
    fails: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _imap._tcp, type: SRV, values: [0 0 0 ., 0 1 143 mail.example.net]}",
    ),
    passes: example(
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _imap._tcp, type: SRV, value: 0 0 0 .}",
    ),
  },
  check(zone, report) {
    if (!serviceRecords(zone).some(({ record }) => isNull(record))) return;
    for (const { type, name, records } of zone.rrsets) {
      if (type !== "SRV") continue;
      const none = records.filter(isNull);
      const hosts = records.filter((record) => !isNull(record));
      const [first] = none;
      if (first === undefined) continue;
      if (hosts.length > 0) {
        const at = editable([first, ...none.slice(1), ...hosts]);
        const others = isNull(at) ? hosts : none;
        report({
          message: `${shownName(name)} says with the target "." that the service is not offered but also offers it with ${listed(hosts.map(shownData))}, so clients may or may not use it`,
          help: settle(zone, at, others[0] ?? first),
          ...atConflict(zone, at, others),
        });
      } else if (first.data.type === "SRV" && first.data.priority + first.data.weight + first.data.port > 0) {
        report({
          severity: "warning",
          message: `${shownRecord(first)} says that the service is not offered but has numbers other than 0 0 0`,
          help: "write 0 0 0 .",
          ...atRecord(zone, first),
        });
      }
    }
  },
};

const isNull = ({ data }: ZoneRecord): boolean => data.type === "SRV" && data.target === ".";

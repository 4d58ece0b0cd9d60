import { isSpf } from "../../mail/text-kind.ts";
import { textRecords } from "../../view/text-records.ts";
import { atRecord, editable } from "../../view/whereabouts.ts";
import { shownName } from "../../words/record.ts";
import { octets } from "../../zone/name.ts";
import type { RRset, ZoneRecord } from "../../zone/rrset.ts";
import { textLength } from "../../zone/txt.ts";
import type { ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

/** What any resolver accepts over UDP (RFC 1035 §2.3.4). SPF should fit in it (RFC 7208 §3.4). */
const CLASSIC = 512;
/** What resolvers accept over UDP with EDNS (DNS flag day 2020). */
const EDNS = 1232;

export const txtRrsetSize: ZoneCheck = {
  id: "txt-rrset-size",
  severity: "warning",
  rule: "All TXT records of a name fit in one UDP answer: 512 octets with SPF, 1232 without; larger answers may be lost.",
  source: "RFC 7208 §3.4, DNS flag day 2020",
  explanation: {
    why: "All texts of a name come in one answer. If it is larger than a UDP packet, resolvers ask again over TCP, which some networks block.",
    effect: "Some receivers sometimes do not see SPF.",
    fix: "Delete verification texts that are no longer needed.",
    fails: example("mailbox: tencent-exmail", "records:", `  - {type: TXT, value: ${"x".repeat(500)}}`),
    passes: example("mailbox: tencent-exmail", "records:", "  - {type: TXT, value: x}"),
  },
  check(zone, report) {
    for (const rrset of textRecords(zone).rrsets) {
      const size = answerSize(rrset);
      if (size <= CLASSIC) continue;
      const spf = rrset.records.some(({ data }) => data.type === "TXT" && isSpf(data.text));
      const most = spf ? CLASSIC : EDNS;
      if (size <= most) continue;
      const count = rrset.records.length;
      report({
        message: `the answer for ${shownName(rrset.name)} TXT has ${size} octets (${count} ${count === 1 ? "record" : "records"}), more than the ${most} that ${spf ? "an answer with SPF should have" : "resolvers accept over UDP"}, so some receivers may not see it`,
        help: "delete verification texts that are no longer needed, and shorten the rest",
        ...atRecord(zone, editable(rrset.records as [ZoneRecord, ...ZoneRecord[]])),
      });
    }
  },
};

/** Octets of a whole answer: the header, the question, and each record with a compressed owner (RFC 1035 §4.1). */
function answerSize({ name, records }: RRset): number {
  const question = 12 + octets(name) + 1 + 4;
  return records.reduce((size, { data }) => {
    if (data.type !== "TXT") return size;
    const length = textLength(data.text);
    return size + 12 + length + Math.max(1, Math.ceil(length / 255));
  }, question);
}

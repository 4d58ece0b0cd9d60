import { quote } from "../../finding.ts";
import { isBimi, parseBimi } from "../../mail/bimi.ts";
import { ofOwner, ofText } from "../../view/inside.ts";
import { straysOf, transportRecords } from "../../view/transport-records.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck, ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, example } from "../example.ts";
import { severalPolicies } from "../several-policies.ts";

const DMARC = "dmarc: {policy: reject, rua: ['mailto:dmarc@example.com']}";
const bimi = (name: string, text: string): string =>
  example(
    "mailbox: tencent-exmail",
    EXAMPLE_DKIM,
    DMARC,
    "records:",
    `  - {name: ${name}, type: TXT, value: "${text}"}`,
  );

export const bimiRecord: ZoneCheck & AmongCheck = {
  id: "bimi-record",
  severity: "error",
  rule: "A BIMI record is the one TXT at <selector>._bimi that begins with v=BIMI1 and has l= with an https URL, or an empty one to decline.",
  source: "draft-brand-indicators-for-message-identification-14 §4.3",
  explanation: {
    why: "Receivers ask for default._bimi of the sender's domain and read a list of tags; what does not begin with v=BIMI1 is dropped.",
    effect: "No receiver shows the logo.",
    fix: "Write v=BIMI1; l=https://.../logo.svg; a=https://.../certificate.pem at default._bimi.",
    fails: bimi("default._bimi", "v=BIMI1; l=http://example.com/logo.svg"),
    passes: bimi("default._bimi", "v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem"),
  },
  check(zone, report) {
    const { bimi: records } = transportRecords(zone);
    if (records.length === 0) return;
    const valid = records.filter(({ text }) => isBimi(text));
    severalPolicies(zone, valid, "BIMI", "receivers then act as if there were none", report);
    for (const { record, text } of records) {
      if (isBimi(text)) {
        for (const problem of parseBimi(text).problems) {
          const { message, isIgnored } = problem;
          report({
            ...(isIgnored ? { severity: "warning" } : {}),
            message: `the BIMI record ${shownName(record.name)} ${isIgnored ? "has a tag that receivers ignore" : "cannot be used"}: ${message}${isIgnored ? "" : ", so nobody sees the logo"}`,
            help: "write it as v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/certificate.pem",
            ...ofText(zone, record, problem),
          });
        }
      } else if (!valid.some((other) => other.record.name === record.name)) {
        report({
          message: `${shownName(record.name)} TXT ${quote(text)} is no BIMI record: it does not begin with v=BIMI1, so receivers drop it`,
          help: "begin the text with v=BIMI1;",
          ...ofText(zone, record, { offset: 0, length: text.length }),
        });
      }
    }
  },
  checkAmong(zone, zones, report) {
    for (const { record, text } of straysOf("bimi", zone, zones)) {
      report({
        message: `${shownName(record.name)} has the BIMI text ${quote(text)}, which receivers look for at <selector>._bimi alone, so nobody sees the logo`,
        help: "give the record the name default._bimi",
        ...ofOwner(zone, record),
      });
    }
  },
};

import { quote } from "../../finding.ts";
import { isMtaSts, parseMtaSts } from "../../mail/mta-sts.ts";
import { ofOwner, ofText } from "../../view/inside.ts";
import { straysOf, transportRecords } from "../../view/transport-records.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";
import { severalPolicies } from "../several-policies.ts";

const sts = (text: string): string =>
  example(
    "mailbox: tencent-exmail",
    "external: [mta-sts]",
    "records:",
    `  - {name: _mta-sts, type: TXT, value: ${text}}`,
  );

export const stsRecord: ZoneCheck & AmongCheck = {
  id: "sts-record",
  severity: "error",
  rule: "The MTA-STS record is the one TXT at _mta-sts that begins with v=STSv1; and has an id; otherwise senders act as if there were no policy.",
  source: "RFC 8461 §3.1",
  explanation: {
    why: "Senders ask for TXT at _mta-sts, drop every text that does not begin with v=STSv1; and give up unless exactly one is left.",
    effect:
      "The policy is never fetched: connections can be downgraded to plain text without anyone noticing.",
    fix: "Publish one text of the form v=STSv1; id=20260101000000Z; at _mta-sts.",
    fails: sts("v=STSV1; id=20260101"),
    passes: sts("v=STSv1; id=20260101"),
  },
  check(zone, report) {
    const { sts } = transportRecords(zone);
    if (sts.length === 0) return;
    const valid = sts.filter(({ text }) => isMtaSts(text));
    severalPolicies(zone, valid, "MTA-STS", "senders then act as if there were none", report);
    for (const { record, text } of sts) {
      if (isMtaSts(text)) {
        for (const problem of parseMtaSts(text).problems) {
          const { message, field } = problem;
          if (field !== undefined) continue;
          report({
            message: `the MTA-STS record ${shownName(record.name)} cannot be read: ${message}, so senders act as if there were none`,
            help: "write it as v=STSv1; id=20260101000000Z; with a new id at each change of the policy",
            ...ofText(zone, record, problem),
          });
        }
      } else if (!valid.some((other) => other.record.name === record.name)) {
        report({
          message: `${shownName(record.name)} TXT ${quote(text)} is no MTA-STS record: it does not begin with v=STSv1; in exactly these letters, so senders drop it`,
          help: "begin the text with v=STSv1; and an id, such as v=STSv1; id=20260101000000Z;",
          ...ofText(zone, record, { offset: 0, length: text.length }),
        });
      }
    }
  },
  checkAmong(zone, zones, report) {
    for (const { record, text } of straysOf("sts", zone, zones)) {
      report({
        message: `${shownName(record.name)} has the MTA-STS text ${quote(text)}, which senders look for at _mta-sts alone, so there is no policy`,
        help: "give the record the name _mta-sts",
        ...ofOwner(zone, record),
      });
    }
  },
};

import { caaProblems, isCaaTag } from "../../mail/caa.ts";
import type { Zone } from "../../plan/zone.ts";
import { transportRecords } from "../../view/transport-records.ts";
import { atField } from "../../view/whereabouts-inside.ts";
import { shownRecord } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { Reported, ZoneCheck } from "../check.ts";
import { example } from "../example.ts";

const caa = (value: string): string =>
  example("mailbox: tencent-exmail", "records:", `  - {type: CAA, value: '${value}'}`);

export const caaSyntax: ZoneCheck = {
  id: "caa-syntax",
  severity: "error",
  rule: "A CAA record has a registered tag, the flags 0 or 128, and a value in the tag's form; with an invalid record, nobody may issue.",
  source: "RFC 8659 §4, RFC 9495",
  explanation: {
    why: "A CA that cannot read an issue value must treat it as a refusal. A CA that does not know a critical tag must not issue.",
    effect:
      "Certificates are not renewed, and mail servers lose TLS some weeks later. Or a typo in the tag leaves every CA free to issue.",
    fix: 'Write the CA\'s own domain name, such as 0 issue "letsencrypt.org".',
    fails: caa('0 issue "https://letsencrypt.org"'),
    passes: caa('0 issue "letsencrypt.org"'),
  },
  check(zone, report) {
    for (const { records } of transportRecords(zone).caa) {
      for (const record of records) for (const reported of problems(zone, record)) report(reported);
    }
  },
};

function problems(zone: Zone, record: ZoneRecord): Reported[] {
  if (record.data.type !== "CAA") return [];
  const { flags, tag, value } = record.data;
  // a tag that is not registered is ignored, unless it is critical (RFC 8659 §4.1)
  const ignored = /^[a-z0-9]+$/i.test(tag) && !isCaaTag(tag) && flags < 128;
  const found = caaProblems(flags, tag, value);
  return found.map(({ message, field, ...span }) => ({
    ...(ignored ? { severity: "warning" as const } : {}),
    message: `${shownRecord(record)} cannot be used: ${message}, so ${ignored ? "CAs ignore it" : "CAs may refuse to issue"}`,
    help: ignored
      ? "write issue, issuewild, issuemail, issuevmc or iodef"
      : 'write flags 0, a tag and a value, such as 0 issue "letsencrypt.org", or ";" for no CA',
    ...atField(zone, record, field, span),
  }));
}

import type { Span } from "../../finding.ts";
import { valueSpan } from "../../mail/tag-list.ts";
import { isSelector } from "../../mail/text-kind.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneRecord } from "../../zone/rrset.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_DKIM, EXAMPLE_KEY, example } from "../example.ts";

export const dkimPrivateKey: ZoneCheck = {
  id: "dkim-private-key",
  severity: "error",
  rule: "A DKIM record holds only the public key, never a private key, a certificate request or a whole PEM file.",
  source: "RFC 6376 §3.6.1; practice",
  unwaivable: "whoever reads the record can sign as the domain",
  explanation: {
    why: "DNS is public. Key tools write the private and the public key side by side, into files that look alike.",
    effect:
      "With a private key anyone can sign mail as the domain. With any other file, signatures cannot be verified.",
    fix: "Give only the base64 text of the public key. Replace a private key that was published; deleting it is not enough.",
    fails: example(
      "mode: send-only",
      `dkim: [{selector: s1, key: "-----BEGIN PUBLIC KEY-----${EXAMPLE_KEY}-----END PUBLIC KEY-----"}]`,
    ),
    passes: example("mode: send-only", EXAMPLE_DKIM),
  },
  check(zone, report) {
    for (const { record, dkim, key } of textRecords(zone).dkim) {
      if (key === undefined || !("is" in key) || key.is === undefined) continue;
      report({
        message: `the key of the DKIM record ${shownName(record.name)} must not be published: ${key.problem}`,
        help: key.help,
        ...atText(zone, record, valueSpan(dkim.tags, "p")),
      });
    }
    for (const { name, records } of textRecords(zone).rrsets) {
      if (isSelector(name)) continue;
      const record = records.find(
        ({ data }) => data.type === "TXT" && data.text.includes("PRIVATE KEY-----"),
      );
      if (record === undefined) continue;
      report({
        message: `the text of ${shownName(name)} is a PRIVATE key, which everybody can read in DNS`,
        help: "delete the record, and create a new key pair, since this one is no longer secret",
        ...atText(zone, record, fileSpan(record)),
      });
    }
  },
};

/** The line in the text with which the file begins. */
function fileSpan({ data }: ZoneRecord): Span | undefined {
  const found = data.type === "TXT" ? /-----BEGIN [A-Z ]*PRIVATE KEY-----/.exec(data.text) : null;
  return found === null ? undefined : { offset: found.index, length: found[0].length };
}

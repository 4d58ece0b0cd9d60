import { quote } from "../../finding.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import { hostFault, idnaFault, toAscii } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const txtAscii: ZoneCheck = {
  id: "txt-ascii",
  severity: "error",
  rule: "A policy record has only printable ASCII; curly quotes, no-break spaces and invisible spaces make it unreadable.",
  source: "RFC 7208 §3.1, RFC 6376 §3.2, RFC 9989 §4.8",
  explanation: {
    why: "Text copied from a web page or a word processor often has characters that only look like a space or a quote.",
    effect:
      "Receivers do not recognize the record, or reject it, so SPF, DKIM or DMARC is as good as missing.",
    fix: "Replace the marked character with a plain one.",
    fails: textExample("@", "v=spf1 ip4:198.51.100.7\u00a0-all"),
    passes: textExample("@", "v=spf1 ip4:198.51.100.7 -all"),
  },
  check(zone, report) {
    for (const { name, records } of textRecords(zone).rrsets) {
      const policyName = POLICY_NAME.test(name);
      for (const record of records) {
        const text = record.data.type === "TXT" ? record.data.text : "";
        const odd = ODD.exec(text);
        if (odd === null || !(policyName || POLICY_TEXT.test(text))) continue;
        // dkim-private-key reports a key file
        if (text.includes("-----")) continue;
        const code = (odd[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
        report({
          message: `the policy record ${shownName(name)} has ${NAMES[code] ?? "the character"} U+${code} at character ${odd.index + 1}, where only ASCII is allowed, so receivers cannot read it`,
          help: aLabels(text, odd.index) ?? "replace that character with a plain one, or delete it",
          ...atText(zone, record, { offset: odd.index, length: odd[0].length }),
        });
      }
    }
  },
};

/** The edit for a character in a domain name, such as `d@bücher.example`: mail policies have A-labels (RFC 5890 §2.3.2.1). */
function aLabels(text: string, index: number): string | undefined {
  let start = index;
  while (start > 0 && !DELIMITER.test(text.charAt(start - 1))) start--;
  const [name = ""] = text.slice(start).split(DELIMITER, 1);
  const ascii = toAscii(name);
  const isName = /^[\p{L}\p{N}_.-]+$/u.test(name) && name.includes(".") && hostFault(ascii) === undefined;
  return isName && idnaFault(ascii) === undefined
    ? `write the domain name as ${ascii}, which is ${quote(name)} in ASCII`
    : undefined;
}

/** What ends a domain name in a policy. */
const DELIMITER = /[\s;,:=@/!]/;

const ODD = /[^\t -~]/u;
const POLICY_NAME = /(?:^|\.)(?:_dmarc|_domainkey|_mta-sts|_tls|_bimi)\./;
const POLICY_TEXT = /^\P{ASCII}*v\s*=\P{ASCII}*(?:spf1|DKIM1|DMARC1|STSv1|TLSRPTv1|BIMI1)/iu;

const NAMES: Readonly<Record<string, string>> = {
  "000A": "the line feed",
  "000D": "the carriage return",
  "00A0": "the no-break space",
  "00AD": "the soft hyphen",
  "200B": "the invisible space",
  "2013": "the dash",
  "2014": "the dash",
  "2018": "the curly quote",
  "2019": "the curly quote",
  "201C": "the curly quote",
  "201D": "the curly quote",
  FEFF: "the byte order mark",
};

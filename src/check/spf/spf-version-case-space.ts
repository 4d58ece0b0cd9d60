import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const spfVersionCaseSpace: ZoneCheck = {
  id: "spf-version-case-space",
  severity: "warning",
  rule: "An SPF record is in lower case with single spaces; some software reads no other form.",
  source: "RFC 7208 §4.5; practice",
  explanation: {
    why: "The standard ignores case and repeated spaces, but simple checkers and old libraries compare the text exactly.",
    effect: "Some receivers and most tools may not see the record.",
    fix: "Write v=spf1 and the terms in lower case, with one space between them.",
    fails: textExample("@", "V=SPF1  A -ALL"),
    passes: textExample("@", "v=spf1 a -all"),
  },
  check(zone, report) {
    for (const { record, text, spf } of textRecords(zone).spf) {
      const spaces = / {2,}/.exec(text.trimEnd());
      const upper = /^v=spf1/.test(text)
        ? spf.terms.find(({ offset }) => UPPER.test(text.slice(offset)))
        : undefined;
      const odd = !text.startsWith("v=spf1") || upper !== undefined;
      if (spaces === null && !odd) continue;
      const version = { offset: 0, length: "v=spf1".length };
      const first = spaces === null ? undefined : { offset: spaces.index, length: spaces[0].length };
      report({
        message: `the SPF record of ${shownName(record.name)} has ${[odd ? "capitals in its keywords" : "", spaces !== null ? "more than one space in a row" : ""].filter(Boolean).join(" and ")}, which the standard allows but some software does not`,
        help: "write the keywords in lower case, with one space between the terms",
        ...atText(zone, record, upper ?? (odd ? version : first)),
      });
    }
  },
};

/** A keyword with a capital letter. Values may have capitals. */
const UPPER = /^[+?~-]?[a-z0-9]*[A-Z][a-zA-Z0-9]*(?:[:/= ]|$)/;

import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const nameDoubleHyphen: ZoneCheck = {
  id: "name-double-hyphen",
  severity: "warning",
  rule: "A label has two hyphens as its third and fourth character only if it begins with xn; registries and some software reject others.",
  source: "RFC 5891 §4.2.3.1, RFC 3696 §5",
  explanation: {
    why: "The form ??-- is reserved for encodings of other scripts, and xn-- is the only one of them.",
    effect: "Software that checks names for IDNA may refuse to look up the name.",
    fix: "Remove or move one of the hyphens.",
    fails: textExample("ab--cd", "x=1"),
    passes: textExample("ab-cd", "x=1"),
  },
  check(zone, report) {
    for (const [name, rrsets] of zone.owners) {
      const found = name.includes("--") ? RESERVED.exec(name) : null;
      const record = rrsets[0]?.records[0];
      if (found === null || record === undefined) continue;
      report({
        message: `${shownName(name)} has a label with -- as its third and fourth character, which is reserved for encodings such as xn--, so some software rejects the name`,
        help: "remove one of the two hyphens",
        ...atOwner(zone, record, { offset: found.index + found[0].length - 2, length: 2 }),
      });
    }
  },
};

const RESERVED = /(?:^|\.)(?!xn)[^.]{2}--/;

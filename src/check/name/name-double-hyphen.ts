import { ofOwner } from "../../view/inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { textExample } from "../example.ts";

export const nameDoubleHyphen: ZoneCheck = {
  id: "name-double-hyphen",
  severity: "warning",
  rule: "A label has two hyphens at its third and fourth place only where it begins with xn; registries and some software refuse others.",
  source: "RFC 5891 §4.2.3.1, RFC 3696 §5",
  explanation: {
    why: "The form ??-- is reserved for encodings of other scripts, of which xn-- is the only one.",
    effect: "Software that checks names for IDNA may refuse to look the name up.",
    fix: "Take one of the hyphens out, or move them.",
    fails: textExample("ab--cd", "x=1"),
    passes: textExample("ab-cd", "x=1"),
  },
  check(zone, report) {
    for (const [name, rrsets] of zone.owners) {
      const found = name.includes("--") ? RESERVED.exec(name) : null;
      const record = rrsets[0]?.records[0];
      if (found === null || record === undefined) continue;
      report({
        message: `${shownName(name)} has a label with -- at its third place, a form kept for encodings such as xn--, so some software refuses the name`,
        help: "take one of the two hyphens out",
        ...ofOwner(zone, record, { offset: found.index + found[0].length - 2, length: 2 }),
      });
    }
  },
};

const RESERVED = /(?:^|\.)(?!xn)[^.]{2}--/;

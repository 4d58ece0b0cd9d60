import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { nearest } from "../../words/nearest.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimUnknownTag: ZoneCheck = {
  id: "dkim-unknown-tag",
  severity: "warning",
  rule: "Every tag of a DKIM record is v, k, p, h, n, s or t; verifiers ignore all others, including typos.",
  source: "RFC 6376 §3.2, §3.6.1",
  explanation: {
    why: "An unknown tag is not an error, so a typo in k or t goes unnoticed.",
    effect: "The tag has no effect: a key whose type is in a misspelled k= is read as RSA.",
    fix: "Correct the tag, or delete it.",
    fails: textExample("s1._domainkey", `v=DKIM1; kt=rsa; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; k=rsa; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const { record, dkim } of textRecords(zone).dkim) {
      // dkim-p reports a text without a key, which may be something else
      if (dkim.key === undefined) continue;
      for (const { name, offset } of dkim.tags) {
        if (KNOWN.has(name)) continue;
        const meant = nearest(name, [...KNOWN]);
        report({
          message: `the DKIM record ${shownName(record.name)} has the unknown tag ${name}=, so verifiers ignore it`,
          help:
            meant === undefined ? "delete the tag" : `delete the tag, or write ${meant}= if you mean that`,
          ...atText(zone, record, { offset, length: name.length }),
        });
      }
    }
  },
};

/** `g` is obsolete, which dkim-g-obsolete reports. */
const KNOWN: ReadonlySet<string> = new Set(["v", "k", "p", "h", "n", "s", "t", "g"]);

import { isOwn } from "../../view/mail-domain.ts";
import { atDomain, domainOf } from "../../view/whereabouts.ts";
import { atOwner, atTarget } from "../../view/whereabouts-inside.ts";
import { shownName, shownRecord } from "../../words/record.ts";
import { isWithin, labels, type Name, toUnicode, withoutDot } from "../../zone/name.ts";
import { pointsTo } from "../../zone/rdata.ts";
import type { ZoneCheck } from "../check.ts";

const spec = (domain: string): string => `domain: ${domain}\ndns: cloudflare\nmode: parked\n`;

export const nameMixedScript: ZoneCheck = {
  id: "name-mixed-script",
  severity: "warning",
  rule: "No label of a name mixes letters of scripts that look alike, such as Latin and Cyrillic.",
  source: "UTS 39 §5.2, RFC 5890 §4.4",
  explanation: {
    why: "Some letters of Cyrillic and Greek look exactly like Latin ones. A name that mixes them is a slip of the keyboard, or made to be taken for another.",
    effect:
      "The records belong to another name than the one that everybody reads. Browsers and mail clients show such names as xn--, and filters block them.",
    fix: "Write the name again in one script.",
    fails: spec("p\u0430ypal.com"),
    passes: spec("paypal.com"),
  },
  check(zone, report) {
    for (const { domain } of zone.domains) {
      const { domain: name } = domain.spec;
      const mixed = mixedLabel(name);
      if (mixed !== undefined) report({ ...said(shownName(name), mixed), ...atDomain(domain) });
    }
    for (const { records } of zone.rrsets) {
      for (const record of records) {
        if (!isOwn(record)) continue;
        const target = pointsTo(record.data);
        const wrong = target === undefined ? undefined : mixedLabel(target);
        if (wrong !== undefined) report({ ...said(shownRecord(record), wrong), ...atTarget(zone, record) });
        if (!record.name.includes("xn--")) continue;
        // what the domain's own name has is reported once
        const above = domainOf(zone, record)?.spec.domain ?? zone.name;
        const mixed = isWithin(record.name, above)
          ? mixedLabel(record.name.slice(0, -above.length))
          : undefined;
        if (mixed !== undefined) report({ ...said(shownRecord(record), mixed), ...atOwner(zone, record) });
      }
    }
  },
};

interface Mixed {
  readonly label: string;
  /** The letters that are not Latin, with their names as Unicode numbers them. */
  readonly odd: string;
}

const said = (what: string, { label, odd }: Mixed) => ({
  message: `${what} has the label ${JSON.stringify(label)}, which mixes Latin letters with ${odd}, so it is not the name that people read`,
  help: "write the label again in one script",
});

/** The first label with Latin letters and Cyrillic or Greek ones. */
function mixedLabel(name: Name): Mixed | undefined {
  if (!name.includes("xn--")) return undefined;
  for (const coded of labels(name)) {
    if (!coded.startsWith("xn--")) continue;
    const label = toUnicode(coded);
    const odd = [...new Set(label.match(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu) ?? [])];
    if (odd.length === 0 || !/\p{Script=Latin}/u.test(label)) continue;
    return { label: withoutDot(label), odd: odd.map(shownLetter).join(", ") };
  }
  return undefined;
}

const shownLetter = (letter: string): string => {
  const number = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `${/\p{Script=Greek}/u.test(letter) ? "Greek" : "Cyrillic"} ${letter} (U+${number})`;
};

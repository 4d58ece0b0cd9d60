import { ofOwner } from "../../view/inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimWildcard: ZoneCheck = {
  id: "dkim-wildcard",
  severity: "warning",
  rule: "*._domainkey has an empty p= alone: a key there answers for every selector that anyone makes up.",
  source: "M3AAWG Protecting Parked Domains",
  explanation: {
    why: "The wildcard with an empty key says that no selector is valid, as parked domains do.",
    effect: "A key at the wildcard makes it impossible to withdraw a single selector.",
    fix: "Give the key at its own selector.",
    fails: textExample("*._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
    passes: textExample("*._domainkey", "v=DKIM1; p="),
  },
  check(zone, report) {
    for (const { name, type, records } of zone.rrsets) {
      if (!name.startsWith("*._domainkey.") || (type !== "TXT" && type !== "CNAME")) continue;
      const record = records.find(
        ({ data }) => data.type === "CNAME" || (data.type === "TXT" && !EMPTY.test(data.text)),
      );
      if (record === undefined) continue;
      report({
        message: `${shownName(name)} ${type} answers for every selector of the domain, made-up ones too, so none can be withdrawn`,
        help: "give the key at its own selector; at *._domainkey stands an empty p= alone",
        ...ofOwner(zone, record),
      });
    }
  },
};

const EMPTY = /(?:^|;)\s*p\s*=\s*(?:;|$)/;

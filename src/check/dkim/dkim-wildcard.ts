import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimWildcard: ZoneCheck = {
  id: "dkim-wildcard",
  severity: "warning",
  rule: "*._domainkey has only an empty p=; a key there answers for every selector that anyone invents.",
  source: "M3AAWG Protecting Parked Domains",
  explanation: {
    why: "At the wildcard, an empty key says that no selector is valid, as in parked domains.",
    effect: "With a key at the wildcard you cannot revoke a single selector.",
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
        message: `${shownName(name)} ${type} answers for every selector of the domain, even invented ones, so no single selector can be revoked`,
        help: "give the key at its own selector; *._domainkey is only for an empty p=",
        ...atOwner(zone, record),
      });
    }
  },
};

const EMPTY = /(?:^|;)\s*p\s*=\s*(?:;|$)/;

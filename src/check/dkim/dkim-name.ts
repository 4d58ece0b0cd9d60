import { isSelector } from "../../mail/text-kind.ts";
import { aliasTargets } from "../../view/aliases.ts";
import { textRecords } from "../../view/text-records.ts";
import { atOwner } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { AmongCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimName: AmongCheck = {
  id: "dkim-name",
  severity: "error",
  rule: "A DKIM key is at selector._domainkey of its domain; verifiers look nowhere else.",
  source: "RFC 6376 §3.1, §3.6.2.1",
  explanation: {
    why: "A verifier joins the selector of a signature, _domainkey and the domain, and looks up that name.",
    effect: "Verifiers do not find the key, so every signature with it fails.",
    fix: "Give the key under dkim: with only the selector, such as s1.",
    fails: textExample("s1", `v=DKIM1; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  checkAmong(zone, zones, report) {
    for (const { name, records } of textRecords(zone).rrsets) {
      if (isSelector(name) || name.startsWith("*.")) continue;
      const record = records.find(({ data }) => data.type === "TXT" && KEY.test(data.text));
      // the CNAME of a selector may lead to it
      if (record === undefined || aliasTargets(zones).has(name)) continue;
      report({
        message: `${shownName(name)} has a DKIM key, but verifiers look for keys at names such as s1._domainkey.${shownName(zone.name)}, so they do not find it`,
        help: "give it under dkim: {selector, key}, which builds the name",
        ...atOwner(zone, record),
      });
    }
    for (const [name, rrsets] of zone.owners) {
      if (!isSelector(name) || !TWICE.test(name)) continue;
      const record = rrsets[0]?.records[0];
      if (record === undefined) continue;
      report({
        message: `${shownName(name)} has _domainkey in it twice, so no verifier looks it up`,
        help: "write only the selector, such as s1; mailzone adds _domainkey and the domain",
        ...atOwner(zone, record),
      });
    }
  },
};

const KEY = /^v=DKIM1\s*;/;
const TWICE = /_domainkey\..*_domainkey\./;

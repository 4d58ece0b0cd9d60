import { quote } from "../../finding.ts";
import { tagValue, valueSpan } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimH: ZoneCheck = {
  id: "dkim-h",
  severity: "error",
  rule: "h= of a DKIM record, if present, has sha256; with only sha1 no signature counts.",
  source: "RFC 8301 §3.1, RFC 6376 §3.6.1",
  explanation: {
    why: "h= lists the hashes that a signature may use, and verifiers must no longer accept sha1.",
    effect: "With only sha1 every signature fails. sha1 beside sha256 invites old software to use it.",
    fix: "Delete h=, or write h=sha256.",
    fails: textExample("s1._domainkey", `v=DKIM1; h=sha1; p=${EXAMPLE_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const { record, dkim } of textRecords(zone).dkim) {
      const value = tagValue(dkim.tags, "h");
      if (value === undefined) continue;
      const hashes = value.split(":").map((hash) => hash.trim());
      const able = hashes.includes("sha256");
      const odd = hashes.includes("sha1")
        ? "but verifiers no longer accept sha1"
        : hashes.includes("")
          ? "with nothing beside a colon, so strict verifiers reject it"
          : undefined;
      if (able && odd === undefined) continue;
      report({
        severity: able ? "warning" : "error",
        message: `the DKIM record ${shownName(record.name)} has h=${quotedTag(value)}, ${able ? odd : "without sha256, so no signature with this key counts"}`,
        help: "delete h=, or write h=sha256",
        ...atText(zone, record, valueSpan(dkim.tags, "h")),
      });
    }
  },
};

const quotedTag = (value: string): string => (/^[a-z0-9:]{1,40}$/i.test(value) ? value : quote(value));

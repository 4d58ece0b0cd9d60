import { isSelector } from "../../mail/text-kind.ts";
import type { Zone } from "../../plan/zone.ts";
import { signingDomain } from "../../view/mail-domain.ts";
import { keySpan, textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { Name } from "../../zone/name.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimEd25519: ZoneCheck = {
  id: "dkim-ed25519",
  severity: "error",
  rule: "p= of an Ed25519 key is its 32 octets in base64, and the domain also has an RSA key for verifiers that support only RSA.",
  source: "RFC 8463 §3, §4",
  explanation: {
    why: "p= holds the raw key, without the structure that key tools print around it. Large receivers still verify only RSA.",
    effect: "A key with that structure fails. Without an RSA key most receivers see no signature at all.",
    fix: "Give the key under dkim:, which removes the structure, and add an RSA key at a second selector.",
    fails: textExample(
      "s1._domainkey",
      "v=DKIM1; k=ed25519; p=MCowBQYDK2VwAyEALtvYSALLfdEG4eeTwXiR/g3tILK3/U0MOwvtrbS+dsw=",
    ),
    passes: textExample(
      "s1._domainkey",
      "v=DKIM1; k=ed25519; p=LtvYSALLfdEG4eeTwXiR/g3tILK3/U0MOwvtrbS+dsw=",
      "s2._domainkey",
      `v=DKIM1; p=${EXAMPLE_KEY}`,
    ),
  },
  check(zone, report) {
    let others: ReadonlySet<Name> | undefined;
    for (const { record, dkim, key } of textRecords(zone).dkim) {
      if (dkim.algorithm !== "ed25519" || key === undefined) continue;
      if ("problem" in key) {
        if (key.is !== undefined) continue;
        report({
          message: `the Ed25519 key of the DKIM record ${shownName(record.name)} cannot be used: ${key.problem}; every signature with it fails`,
          help: key.help,
          ...atText(zone, record, keySpan({ dkim, key })),
        });
      } else {
        others ??= domainsWithOthers(zone);
        if (others.has(signingDomain(record.name))) continue;
        report({
          severity: "warning",
          message: `the DKIM record ${shownName(record.name)} has an Ed25519 key, but ${shownName(signingDomain(record.name))} has no RSA key, so receivers that support only RSA see no signature`,
          help: "sign with an RSA key too, and publish it at a second selector under dkim:",
          ...atText(zone, record, keySpan({ dkim, key })),
        });
      }
    }
  },
};

/** The domains with a key that is RSA, or that may be since the model cannot see it. */
function domainsWithOthers(zone: Zone): ReadonlySet<Name> {
  const domains = new Set<Name>();
  for (const { record, key } of textRecords(zone).dkim) {
    if (key !== undefined && "bits" in key) domains.add(signingDomain(record.name));
  }
  for (const { type, name } of zone.rrsets) {
    if (type === "CNAME" && isSelector(name)) domains.add(signingDomain(name));
  }
  return domains;
}

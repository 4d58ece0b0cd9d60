import type { Span } from "../../finding.ts";
import { itemSpan } from "../../mail/tag-list.ts";
import { type DkimRecord, keySpan, textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { Reported, ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

export const dkimP: ZoneCheck = {
  id: "dkim-p",
  severity: "error",
  rule: "p= of a DKIM record is a public key of the type that k= names, or empty for a revoked key.",
  source: "RFC 6376 §3.6.1, RFC 8463 §4",
  unwaivable: "verifiers ignore the record",
  explanation: {
    why: "p= is the key itself, in base64. A character lost in copying makes it another key, or not a key at all.",
    effect: "Every signature with the selector fails, as if the mail had been changed in transit.",
    fix: "Copy the whole public key again, on one line, and give it under dkim: {selector, key}.",
    fails: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY.slice(0, 200)}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const found of textRecords(zone).dkim) {
      const finding = problemOf(found);
      if (finding === undefined) continue;
      report({ ...finding, ...atText(zone, found.record, spanOf(found)) });
    }
  },
};

function problemOf({ record, dkim, key: read }: DkimRecord): Reported | undefined {
  const name = shownName(record.name);
  const { key, algorithm } = dkim;
  if (key === undefined) {
    return {
      message: `the DKIM record ${name} has no p=, so signatures cannot be verified`,
      help: "give the key under dkim: {selector, key}, or write p= with the key in base64",
    };
  }
  // dkim-k reports an unknown type
  if (read === undefined) return undefined;
  if ("problem" in read) {
    // Ed25519 keys, and files that are not keys, have checks of their own
    if (algorithm === "ed25519" || read.is !== undefined) return undefined;
    return {
      message: `the key of the DKIM record ${name} cannot be used: ${read.problem}; every signature with it fails`,
      help: read.help,
    };
  }
  if (/\s/.test(key)) {
    return {
      severity: "warning",
      message: `the key of the DKIM record ${name} has white space in it, which some verifiers do not ignore`,
      help: "write the key without white space",
    };
  }
  if (read.algorithm === "rsa" && read.form === "pkcs1") {
    return {
      severity: "warning",
      message: `the key of the DKIM record ${name} is a bare RSAPublicKey (PKCS#1), which some verifiers reject`,
      help: "convert it to SubjectPublicKeyInfo with openssl rsa -RSAPublicKey_in -pubout",
    };
  }
  return undefined;
}

function spanOf(found: DkimRecord): Span | undefined {
  const { dkim, key } = found;
  const blank = key === undefined || "problem" in key ? null : /\s+/.exec(dkim.key ?? "");
  return blank === null ? keySpan(found) : itemSpan(dkim.tags, "p", blank[0]);
}

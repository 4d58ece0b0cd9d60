import type { RsaKey } from "../../mail/rsa-key.ts";
import { valueSpan } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

/** The example key with one character changed. */
const MISTYPED_KEY = EXAMPLE_KEY.replace("mjVSc", "mjVSd");

export const dkimRsaWeak: ZoneCheck = {
  id: "dkim-rsa-weak",
  severity: "error",
  rule: "An RSA key is sound: odd, without small factors, with the exponent 65537, and its private half is not public.",
  source: "RFC 8017 §3.1, RFC 8463 appendix A; practice",
  unwaivable: "such a key protects nothing, and others can sign as the domain",
  explanation: {
    why: "A modulus with a small factor has a typo or comes from a faulty tool. The private halves of example keys in standards are public.",
    effect: "Signatures fail, or anyone can create them.",
    fix: "Copy the key again from the signer, or create a new pair.",
    fails: textExample("s1._domainkey", `v=DKIM1; p=${MISTYPED_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const { record, dkim, key } of textRecords(zone).dkim) {
      if (key === undefined || "problem" in key) continue;
      const weak = PUBLISHED.has(dkim.key ?? "")
        ? "is an example from a standard, whose private half is public, so anyone can sign with it"
        : key.algorithm === "rsa"
          ? weakness(key)
          : undefined;
      if (weak === undefined) continue;
      report({
        ...(weak.startsWith("has the exponent 3,") ? { severity: "warning" } : {}),
        message: `the key of the DKIM record ${shownName(record.name)} ${weak}`,
        help: "copy the public key again from the signer, or create a new pair",
        ...atText(zone, record, valueSpan(dkim.tags, "p")),
      });
    }
  },
};

function weakness({ exponent, smallFactor }: RsaKey): string | undefined {
  if (smallFactor !== undefined) {
    return `can be divided by ${smallFactor}, so it was not copied correctly, and signatures with it fail`;
  }
  if (exponent === 65537) return undefined;
  if (exponent < 3 || exponent % 2 === 0) return `has the exponent ${exponent}, which cannot be used to sign`;
  return exponent === 3
    ? "has the exponent 3, which some verifiers reject"
    : `has the exponent ${exponent} in place of 65537, so it probably has a typo`;
}

/** The keys of RFC 8463 appendix A, Ed25519 and RSA. */
const PUBLISHED: ReadonlySet<string> = new Set([
  "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
  "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
]);

import type { Severity } from "../../finding.ts";
import { valueSpan } from "../../mail/tag-list.ts";
import { textRecords } from "../../view/text-records.ts";
import { atText } from "../../view/whereabouts-inside.ts";
import { shownName } from "../../words/record.ts";
import type { ZoneCheck } from "../check.ts";
import { EXAMPLE_KEY, textExample } from "../example.ts";

/** 1024 bits, made for this example. */
const SHORT_KEY =
  "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDotR2kv6+Mu7z58PWQcUS04443NqEy5NXxUQSXjDFeXKdbEzaunb9931RtPbMxPpw50f+qPaGOZoMK7mqSXeNuQL2RxADhQ12gY/UoLUNrmpD2wTDLKOGuVKMHkJEeYfT3CBwAIVdCu3bB5t6/j24f6CIvcoxXZUP4WMgKy+WagwIDAQAB";

export const dkimRsaSize: ZoneCheck = {
  id: "dkim-rsa-size",
  severity: "warning",
  rule: "An RSA key for DKIM has 2048 bits; fewer than 1024 are rejected, and verifiers need not support more than 4096.",
  source: "RFC 8301 §3.2",
  explanation: {
    why: "Short keys can be broken: 512 bits within hours, 1024 bits by a well-funded attacker. Long keys make large DNS answers.",
    effect: "Signatures with fewer than 1024 bits do not count. 1024 bits still pass today, at a risk.",
    fix: "Create a key of 2048 bits under a new selector.",
    fails: textExample("s1._domainkey", `v=DKIM1; p=${SHORT_KEY}`),
    passes: textExample("s1._domainkey", `v=DKIM1; p=${EXAMPLE_KEY}`),
  },
  check(zone, report) {
    for (const { record, dkim, key } of textRecords(zone).dkim) {
      if (key === undefined || !("bits" in key)) continue;
      const problem = sizeProblem(key.bits);
      if (problem === undefined) continue;
      report({
        severity: problem.severity,
        message: `the key of the DKIM record ${shownName(record.name)} has ${key.bits} bits, ${problem.so}`,
        help: "create a key of 2048 bits, and publish it at a new selector before you switch the signer",
        ...atText(zone, record, valueSpan(dkim.tags, "p")),
      });
    }
  },
};

function sizeProblem(bits: number): { readonly severity: Severity; readonly so: string } | undefined {
  if (bits < 1024)
    return {
      severity: "error",
      so: "fewer than the required 1024, so its signatures do not count",
    };
  if (bits < 2048)
    return { severity: "warning", so: "which a well-funded attacker can break; 2048 are recommended" };
  if (bits > 4096) return { severity: "warning", so: "more than the 4096 that verifiers must support" };
  return bits > 2048
    ? {
        severity: "info",
        so: "which make a DNS answer too large for some UDP paths; 2048 are enough today",
      }
    : undefined;
}

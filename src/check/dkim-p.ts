import { readKey } from "../mail/dkim-key.ts";
import type { Reported, ZoneCheck } from "./check.ts";
import { ofRecord } from "./origin.ts";
import { type DkimRecord, textRecords } from "./text-records.ts";
import { shownName } from "./wording.ts";

export const dkimP: ZoneCheck = {
  id: "dkim-p",
  severity: "error",
  rule: "A DKIM record's p= is a public key of the type that k= names, or empty for a revoked one.",
  source: "RFC 6376 §3.6.1, RFC 8463 §4",
  *check(zone) {
    for (const dkim of textRecords(zone).dkim) {
      const finding = judge(dkim);
      if (finding !== undefined) yield { ...finding, ...ofRecord(zone, dkim.record) };
    }
  },
};

function judge({ record, dkim }: DkimRecord): Reported | undefined {
  const name = shownName(record.name);
  const { key, algorithm } = dkim;
  if (key === undefined) {
    return {
      message: `the DKIM record ${name} has no p=, so there is no key to verify signatures with`,
      help: "give the key under dkim: {selector, key}, or write p= with the key in base64",
    };
  }
  if (key === "") return undefined;
  const read = readKey(key, algorithm ?? "rsa");
  if ("problem" in read) {
    return {
      message: `the key of the DKIM record ${name} cannot be used: ${read.problem}; every signature would fail`,
      help: read.help,
    };
  }
  const again = dkim.problems.find(({ message }) => message.includes("stands twice"));
  if (again !== undefined) {
    return {
      message: `the DKIM record ${name} is no list of tags: ${again.message}, so verifiers refuse it`,
      help: "give each tag once",
    };
  }
  if (/\s/.test(key)) {
    return {
      severity: "warning",
      message: `the key of the DKIM record ${name} has white space in it, which some verifiers do not drop`,
      help: "write the key in one piece",
    };
  }
  if (read.algorithm === "rsa" && read.form === "pkcs1") {
    return {
      severity: "warning",
      message: `the key of the DKIM record ${name} is a bare RSAPublicKey (PKCS#1), which some verifiers refuse`,
      help: "give it as SubjectPublicKeyInfo, which openssl rsa -RSAPublicKey_in -pubout makes of it",
    };
  }
  return undefined;
}

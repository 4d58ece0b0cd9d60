/** What kind of mail record a TXT is, by its owner's name and its text. */
import type { Name } from "../zone/name.ts";

/** The kinds of which a name may have only one record. */
export type TextKind = "SPF" | "DKIM" | "DMARC" | "MTA-STS" | "TLS-RPT" | "BIMI";

/** The kind of a text at a name; undefined for any other text. */
export function textKind(name: Name, text: string): TextKind | undefined {
  if (isSelector(name)) return "DKIM";
  if (isSpf(text)) return "SPF";
  if (isDmarc(text)) return "DMARC";
  return BY_VERSION[/^v=(STSv1|TLSRPTv1|BIMI1)\s*;/.exec(text)?.[1] ?? ""];
}

const BY_VERSION: Readonly<Record<string, TextKind>> = {
  STSv1: "MTA-STS",
  TLSRPTv1: "TLS-RPT",
  BIMI1: "BIMI",
};

/** Whether receivers treat the text as an SPF record: the version, then a space or the end (RFC 7208 §4.5). */
export function isSpf(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

/** Whether receivers treat the text as a DMARC record: the version first, case-sensitive (RFC 9989 §4.8). */
export function isDmarc(text: string): boolean {
  return /^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text);
}

/**
 * Whether DKIM keys are looked up at the name: `selector._domainkey.example.com.` (RFC 6376 §3.6.2.1). `_adsp` below
 * `_domainkey` had another meaning (RFC 5617, historic).
 */
export function isSelector(name: Name): boolean {
  return name.indexOf("._domainkey.") > 0 && !name.startsWith("_adsp.");
}

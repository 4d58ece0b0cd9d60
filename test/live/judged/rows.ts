/** What the zones of the judged domains are made of. */
import { type Judged, KEY, txt } from "./internet.ts";

export const dkim = (selector: string, text = `v=DKIM1; k=rsa; p=${KEY}`): string =>
  txt(`${selector}._domainkey`, text);
export const spf = (text: string): string => txt("@", text);
export const dmarc = (text: string): string => txt("_dmarc", text);

export const MX_GOOGLE = "@ MX 1 smtp.google.com.";
export const MX_FASTMAIL = ["@ MX 10 in1-smtp.messagingengine.com.", "@ MX 20 in2-smtp.messagingengine.com."];
export const SPF_GOOGLE = spf("v=spf1 include:_spf.google.com -all");
export const DKIM_GOOGLE = dkim("google");
export const OUTLOOK = (domain: string): readonly string[] => [
  ...[1, 2].map(
    (n) =>
      `selector${n}._domainkey CNAME selector${n}-${domain.replace(/\./g, "-")}._domainkey.initech.n-v1.dkim.mail.microsoft.`,
  ),
];
const REJECT = (domain: string): string => dmarc(`v=DMARC1; p=reject; rua=mailto:dmarc@${domain}`);

/** One domain; its DMARC, unless the row has its own, rejects and reports to itself. */
export const row = (
  domain: string,
  zone: readonly string[],
  found: readonly string[],
  selectors: readonly string[] = [],
): Judged => ({
  domain,
  zone:
    zone.some((line) => line.startsWith("_dmarc")) || zone.includes("; no DMARC")
      ? zone
      : [...zone, REJECT(domain)],
  selectors,
  found,
});

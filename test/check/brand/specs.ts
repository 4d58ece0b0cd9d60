/** Specs with BIMI, and the DMARC policy it needs, for the cases of this family. */
import { RSA_KEY } from "../../mail/keys.ts";
import { spec } from "../check-case.ts";

const DKIM = `dkim: [{selector: s1, key: "${RSA_KEY}"}]`;

/** Hosted mail with that DMARC policy; records begin at line 6. */
export const mail = (policy: string, ...records: string[]): string =>
  spec("cloudflare", "mailbox: tencent-exmail", `dmarc: ${policy}`, "records:", ...records, DKIM);

export const REJECT = "{policy: reject, rua: ['mailto:dmarc@example.com']}";

export const bimi = (text: string, name = "default._bimi"): string =>
  `  - {name: ${name}, type: TXT, value: "${text}"}`;

export const LOGO = "v=BIMI1; l=https://example.com/logo.svg; a=https://example.com/vmc.pem";

/** The same with `bimi:`, in line 5. */
export const withLogo = (logo: string, certificate?: string, ...records: string[]): string =>
  spec(
    "cloudflare",
    "mailbox: tencent-exmail",
    `dmarc: ${REJECT}`,
    `bimi: {logo: ${logo}${certificate === undefined ? "" : `, certificate: ${certificate}`}}`,
    ...(records.length > 0 ? ["records:", ...records] : []),
    DKIM,
  );

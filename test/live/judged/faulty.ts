/** Domains with one fault each, and what mailzone is to find: nothing else, save what follows from the same fault. */
import { DMARC } from "./faulty-dmarc.ts";
import { MX } from "./faulty-mx.ts";
import { OTHERS } from "./faulty-others.ts";
import { SPF } from "./faulty-spf.ts";
import { type Judged, PTR } from "./internet.ts";
import { DKIM_GOOGLE, MX_GOOGLE, row, SPF_GOOGLE } from "./rows.ts";

export const DNSSEC: readonly Judged[] = (
  [
    ["signatures-ended.nl", "ended"],
    ["ds-of-another-key.nl", "other-key"],
    ["ds-without-keys.nl", "ds-alone"],
  ] as const
).map(([domain, dnssec]) => ({
  ...row(domain, [MX_GOOGLE, SPF_GOOGLE, DKIM_GOOGLE], ["error dns-dnssec"]),
  dnssec,
}));

export const FAULTY: readonly Judged[] = [...DNSSEC, ...MX, ...SPF, ...DMARC, ...OTHERS];

/** What others publish for them. */
export const FAULTY_ABOVE: readonly string[] = [
  ...PTR("93.184.216.41", "mail_1.mx-underscore.com."),
  ...PTR("93.184.216.44", "static-44.provider.net."),
  "static-44.provider.net. A 93.184.216.244",
  ...PTR("93.184.216.45", "mail.ptr-ipv6-missing.de."),
  "mx.aliased-host.net. CNAME mx.backup-mail.net.",
  ...Array.from({ length: 11 }, (_, i) => `many-mx.net. MX ${i} mx${i}.many-mx.net.`),
  ...Array.from({ length: 11 }, (_, i) => `mx${i}.many-mx.net. A 93.184.235.${i}`),
];

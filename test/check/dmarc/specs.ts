import { RSA_KEY } from "../../mail/keys.ts";
import { sends } from "../check-case.ts";

/** TXT records at `_dmarc` of a domain that only sends, the first at line 5. */
export const dmarc = (...texts: string[]): string =>
  sends("records:", ...texts.map((text) => `  - {name: _dmarc, type: TXT, value: ${JSON.stringify(text)}}`));

export const KEY_LINE = `dkim: [{selector: s1, key: ${RSA_KEY}}]`;

/** example.com with mail, a key and p=reject at line 5; more lines may follow. */
export const REJECT = `domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\n${KEY_LINE}\ndmarc: {policy: reject, rua: ["mailto:d@example.com"]}\n`;

/** news.example.com in the zone of example.com, with lines from line 4 on. */
export const news = (...lines: string[]): string =>
  [
    "domain: news.example.com",
    "zone: example.com",
    "dns: cloudflare",
    ...lines,
    ...(lines.some((line) => line.startsWith("mailbox")) ? [] : ["mode: send-only"]),
    "",
  ].join("\n");

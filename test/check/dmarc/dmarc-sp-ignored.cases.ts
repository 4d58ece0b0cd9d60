import { dmarcSpIgnored } from "../../../src/check/dmarc/dmarc-sp-ignored.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";
import { news } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcSpIgnored, ["warning 13:57"]),
  {
    check: "dmarc-sp-ignored",
    title: "takes it below a public suffix of two labels, and where psd=n makes an organization",
    specs: [
      'domain: example.co.uk\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; sp=reject"}\n',
      'domain: a.example.co.uk\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; sp=reject; psd=n"}\n',
      'domain: b.example.co.uk\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; sp=reject"}\n',
    ].join("---\n"),
    finds: ["warning 17:57"],
  },
  {
    // RFC 9989 §4.10.2: the organizational domain is the highest one with a record
    check: "dmarc-sp-ignored",
    title: "takes it where the domain above has no record, and tells where that is not known",
    specs: [
      "domain: example.com\nzone: example.com\ndns: cloudflare\nmode: parked\nexternal: [_dmarc.x]\n".replace(
        "mode: parked",
        "mode: send-only",
      ),
      news('records:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; sp=reject"}'),
      'domain: shop.example.org\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: TXT, value: "v=DMARC1; p=none; np=reject"}\n',
    ].join("---\n"),
    finds: ["info 18:57"],
  },
];

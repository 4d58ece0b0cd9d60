import { dmarcSpIgnored } from "../../../src/check/dmarc/dmarc-sp-ignored.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcSpIgnored, ["warning 5:57"]),
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
];

import { dkimPresent } from "../../../src/check/dkim/dkim-present.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimPresent, ["warning 1:9"]),
  {
    check: "dkim-present",
    title:
      "takes keys elsewhere: delegated, managed by others, at a name below; and asks none of who does not send",
    specs: [
      sends("records:", "  - {name: _domainkey, type: NS, value: ns1.example.net}"),
      "domain: a.example.org\ndns: cloudflare\nmode: send-only\nexternal: [s1._domainkey]\n",
      `domain: b.example.org\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: s1._domainkey.mg, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}\n`,
      "domain: c.example.org\ndns: cloudflare\nmode: receive-only\nmailbox: tencent-exmail\n",
      "domain: d.example.org\ndns: cloudflare\nmode: parked\n",
    ].join("---\n"),
    finds: [],
  },
];

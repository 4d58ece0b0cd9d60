import { type CheckCase, spec } from "../check-case.ts";
import { bimi, LOGO, mail, REJECT } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    // RFC 9989 §4.10.1: the author domain, else its organizational domain, and none between them
    check: "bimi-dmarc",
    title: "warns of the organization's policy, though a name between has a stricter one",
    specs: {
      "spec.yaml": mail(
        "{policy: none}",
        bimi(LOGO, "default._bimi.mail.shop"),
        '  - {name: _dmarc.shop, type: TXT, value: "v=DMARC1; p=reject"}',
      ),
      "a.yaml": mail(
        "{policy: reject}",
        bimi(LOGO, "default._bimi.mail.shop"),
        '  - {name: _dmarc.shop, type: TXT, value: "v=DMARC1; p=none"}',
      ).replace("example.com", "a.example"),
    },
    finds: ["warning 6:5 < 4"],
  },
  {
    check: "bimi-dmarc",
    title: "warns of p=none, of sp=none and of a record below a domain with them",
    specs: {
      "spec.yaml": mail("{policy: none}", bimi(LOGO)),
      "a.yaml": mail("{policy: reject, subdomainPolicy: none}", bimi(LOGO)).replace(
        "example.com",
        "a.example",
      ),
      "b.yaml": mail("{policy: quarantine, test: true}", bimi(LOGO)).replace("example.com", "b.example"),
      "c.yaml": mail("{policy: none}", bimi(LOGO, "default._bimi.shop")).replace("example.com", "c.example"),
    },
    finds: [
      "warning 6:5 < 4",
      "warning a.yaml:6:5 < a.yaml:4",
      "warning b.yaml:6:5 < b.yaml:4",
      "warning c.yaml:6:5 < c.yaml:4",
    ],
    mended: mail(REJECT, bimi(LOGO)),
  },
  {
    check: "bimi-dmarc",
    title: "takes an enforced policy, one that others hold, and a domain that declines",
    specs: {
      "spec.yaml": mail("{policy: quarantine, subdomainPolicy: reject}", bimi(LOGO)),
      "a.yaml": spec(
        "cloudflare",
        "mailbox: tencent-exmail",
        "records:",
        bimi(LOGO),
        "  - {name: _dmarc, type: CNAME, value: d.example.net}",
      ).replace("example.com", "a.example"),
      "b.yaml": mail("{policy: none}", bimi("v=BIMI1; l=; a=;")).replace("example.com", "b.example"),
    },
    finds: [],
  },
];

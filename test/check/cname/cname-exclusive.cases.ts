import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, parked, spec } from "../check-case.ts";
import { selfHosted, withoutImap } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "cname-exclusive",
    title: "refuses the spec's A beside a preset's CNAME",
    specs: spec("cloudflare", selfHosted, "records:", "  - {name: imap, type: A, value: 192.0.2.26}"),
    finds: ["error 5:5 < 3 < self-hosted CNAME"],
    mended: spec("cloudflare", withoutImap, "records:", "  - {name: imap, type: A, value: 192.0.2.26}"),
  },
  {
    check: "cname-exclusive",
    title: "refuses the spec's CNAME beside a preset's A and TXT",
    specs: spec("route53", selfHosted, "records:", "  - {name: mail, type: CNAME, value: host.example.net}"),
    finds: ["error 5:5 < 3 < self-hosted A < 3 < self-hosted SPF"],
    mended: spec("route53", selfHosted),
  },
  {
    check: "cname-exclusive",
    title: "refuses an apex CNAME beside MX",
    specs: spec(
      "alidns",
      "mailbox: tencent-exmail",
      "records:",
      "  - {type: CNAME, value: host.example.net}",
    ),
    finds: ["error 5:5 < 3 < tencent-exmail MX < 3 < tencent-exmail MX < 3 < tencent-exmail SPF"],
    mended: spec("alidns", "mailbox: tencent-exmail"),
  },
  {
    check: "cname-exclusive",
    title: "places a conflict of two of the spec's own at the later one",
    specs: parked(
      "  - {name: www, type: A, value: 192.0.2.1}",
      "  - {name: www, type: CNAME, value: host.example.net}",
    ),
    finds: ["error 6:5 < 5"],
    mended: parked("  - {name: www, type: A, value: 192.0.2.1}"),
  },
  {
    check: "cname-exclusive",
    title: "takes a flattened apex CNAME beside MX and TXT",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "cloudflare: {apexCname: flatten}",
      "records:",
      "  - {type: CNAME, value: host.example.net}",
    ),
    finds: [],
  },
  {
    check: "cname-exclusive",
    title: "takes a CNAME at _dmarc and at selectors",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      "  - {name: _dmarc, type: CNAME, value: example.com.dmarc.example.net}",
      "  - {name: s1._domainkey, type: CNAME, value: s1.example.net}",
    ),
    finds: [],
  },
  {
    check: "cname-exclusive",
    title: "is silent where a mailbox has its policy by CNAME and a sender has one as text",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: purelymail, with: {verification: abc}}",
      "senders: [mailchimp]",
    ),
    finds: [],
  },
  {
    check: "cname-exclusive",
    title: "refuses two senders with one return path, a CNAME for one of them",
    specs: spec(
      "cloudflare",
      "senders:",
      `  - {provider: resend, with: {dkim_key: ${RSA_KEY}}}`,
      `  - {provider: postmark, with: {dkim_selector: pm, dkim_value: "k=rsa;p=${RSA_KEY}", return_path_label: send}}`,
    ),
    finds: ["error 5:16 < postmark CNAME < 4 < resend MX < 4 < resend SPF"],
    mended: spec(
      "cloudflare",
      "senders:",
      `  - {provider: resend, with: {dkim_key: ${RSA_KEY}}}`,
      `  - {provider: postmark, with: {dkim_selector: pm, dkim_value: "k=rsa;p=${RSA_KEY}"}}`,
    ),
  },
];

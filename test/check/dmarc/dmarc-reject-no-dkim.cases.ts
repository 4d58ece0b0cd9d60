import { dmarcRejectNoDkim } from "../../../src/check/dmarc/dmarc-reject-no-dkim.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";
import { KEY_LINE, news, REJECT } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcRejectNoDkim, ["error 3:10 < 4"]),
  {
    check: "dmarc-reject-no-dkim",
    title: "warns with quarantine, and asks nothing of domains that do not send",
    specs: [
      sends("dmarc: {policy: quarantine}"),
      "domain: example.net\ndns: cloudflare\nmode: parked\n",
      "domain: example.org\ndns: cloudflare\nmode: receive-only\nmailbox: tencent-exmail\ndmarc: {policy: reject}\n",
    ].join("---\n"),
    finds: ["warning 1:9 < 4"],
  },
  {
    // RFC 9989 §7.4 is about every domain that the policy governs
    check: "dmarc-reject-no-dkim",
    title: "counts what a name below inherits, with sp and from another zone",
    specs: {
      "spec.yaml": REJECT.replace("reject,", "reject, alignDkim: strict,"),
      "a.yaml": news("spf: {ip4: [192.0.2.1]}"),
      "b.yaml": "domain: b.example.com\ndns: route53\nmode: send-only\n",
      "c.yaml": REJECT.replaceAll("example.com", "example.net").replace(
        "reject,",
        "reject, subdomainPolicy: none,",
      ),
      "d.yaml": news("spf: {ip4: [192.0.2.1]}").replaceAll("example.com", "example.net"),
      "e.yaml": news(KEY_LINE).replaceAll("news.", "e."),
    },
    finds: ["error a.yaml:1:9 < 5", "error b.yaml:1:9 < 5"],
  },
  {
    // §4.4.1: with relaxed alignment a signature of the organization counts for names below it
    check: "dmarc-reject-no-dkim",
    title: "warns where only the organization has a key",
    specs: { "spec.yaml": REJECT, "a.yaml": news("spf: {ip4: [192.0.2.1]}") },
    finds: ["warning a.yaml:1:9 < 5"],
  },
];

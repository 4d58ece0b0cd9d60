import { dmarcRejectNoDkim } from "../../../src/check/dmarc/dmarc-reject-no-dkim.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcRejectNoDkim, ["error 4:17"]),
  {
    check: "dmarc-reject-no-dkim",
    title: "warns with quarantine, and asks nothing of domains that do not send",
    specs: [
      sends("dmarc: {policy: quarantine}"),
      "domain: example.net\ndns: cloudflare\nmode: parked\n",
      "domain: example.org\ndns: cloudflare\nmode: receive-only\nmailbox: tencent-exmail\ndmarc: {policy: reject}\n",
    ].join("---\n"),
    finds: ["warning 4:17"],
  },
];

import { mxNullSender } from "../../../src/check/mx/mx-null-sender.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(mxNullSender, ["warning 6:5"]),
  {
    check: "mx-null-sender",
    title: "sees an SPF record that lets hosts send, and takes -all and a parked domain",
    specs: [
      sends("spf: {ip4: [192.0.2.1]}", "records:", "  - {type: MX, value: 0 .}"),
      'domain: example.net\ndns: cloudflare\nmode: send-only\nrecords:\n  - {type: MX, value: "0 ."}\n  - {type: TXT, value: v=spf1 -all}\n',
      "domain: example.org\ndns: cloudflare\nmode: parked\nspf: {ip4: [192.0.2.1]}\n",
    ].join("---\n"),
    finds: ["warning 6:5"],
  },
];

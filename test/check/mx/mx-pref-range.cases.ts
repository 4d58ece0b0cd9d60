import { type CheckCase, spec } from "../check-case.ts";
import { own } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mx-pref-range",
    title: "refuses more than 16 bits",
    specs: own("cloudflare", "  - {type: MX, value: 65536 mx.example.net}"),
    finds: ["error 4:23"],
    mended: own("cloudflare", "  - {type: MX, value: 65535 mx.example.net}"),
  },
  {
    check: "mx-pref-range",
    title: "refuses the user's own 0 and 51 on Alibaba Cloud DNS",
    specs: own(
      "alidns",
      "  - {type: MX, value: 0 mx1.example.net}",
      "  - {type: MX, value: 51 mx2.example.net}",
    ),
    finds: ["error 4:23", "error 5:23"],
    mended: own(
      "alidns",
      "  - {type: MX, value: 1 mx1.example.net}",
      "  - {type: MX, value: 50 mx2.example.net}",
    ),
  },
  {
    check: "mx-pref-range",
    title: "tells of a preset's 0 that becomes 1",
    specs: spec("alidns", "mailbox: microsoft-365"),
    finds: ["info 3:10 < microsoft-365 MX"],
  },
  {
    check: "mx-pref-range",
    title: "warns where that makes it level with another host",
    specs: spec(
      "alidns",
      "mailbox: microsoft-365",
      "records:",
      "  - {type: MX, value: 1 mx2.mail.protection.outlook.com}",
    ),
    finds: ["warning 3:10 < microsoft-365 MX"],
    mended: spec(
      "alidns",
      "mailbox: microsoft-365",
      "records:",
      "  - {type: MX, value: 2 mx2.mail.protection.outlook.com}",
    ),
  },
  {
    check: "mx-pref-range",
    title: "takes 0 where the cloud does, and leaves a null MX to mx-null-provider",
    specs: [
      own("cloudflare", "  - {type: MX, value: 0 mx1.example.net}"),
      "domain: example.org\ndns: alidns\nmode: send-only\nrecords:\n  - {type: MX, value: 0 .}\n",
    ].join("---\n"),
    finds: [],
  },
  {
    check: "mx-pref-range",
    title: "tells that a preset's preference above what the cloud takes is lowered, the order kept",
    specs: spec("alidns", "mailbox: ovh-mail"),
    finds: ["info 3:10 < ovh-mail MX"],
  },
];

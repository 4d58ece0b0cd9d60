import { type CheckCase, exmail, sends, spec } from "../check-case.ts";
import { type LiveCase, live, MAIL } from "../live-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "spf-single",
    title: "refuses a second SPF record beside the preset's",
    specs: spec("cloudflare", exmail, "records:", "  - {type: TXT, value: 'v=spf1 ip4:192.0.2.1 -all'}"),
    finds: ["error 5:5 < 3 < tencent-exmail SPF"],
    mended: spec("cloudflare", exmail, "spf: {ip4: [192.0.2.1]}"),
  },
  {
    check: "spf-single",
    title: "refuses one beside that of spf:, in whatever case",
    specs: sends("spf: {ip4: [192.0.2.1]}", "records:", "  - {type: TXT, value: V=SPF1 -all}"),
    finds: ["error 6:5 < 4"],
    mended: sends("spf: {ip4: [192.0.2.1]}"),
  },
  {
    check: "spf-single",
    title: "takes one at each name, and texts that only resemble SPF",
    specs: spec(
      "cloudflare",
      exmail,
      "records:",
      "  - {name: www, type: TXT, value: v=spf1 -all}",
      "  - {type: TXT, value: v=spf10 -all}",
      "  - {type: TXT, value: spf2.0/pra -all}",
    ),
    finds: [],
  },
];

export const liveCases: readonly LiveCase[] = [
  ["spf-single: a second SPF", "cloudflare", MAIL, [live("1", "@ TXT v=spf1 -all")], ["error spf-single 1"]],
  [
    "spf-single: two strings of one set",
    "route53",
    MAIL,
    [live("1", "@ TXT v=spf1 -all | v=spf1 mx -all")],
    ["error spf-single 1"],
  ],
  ["spf-single: not a token", "cloudflare", MAIL, [live("1", "@ TXT MS=ms123")], []],
  ["spf-single: not where none is wanted", "cloudflare", MAIL, [live("1", "web TXT v=spf1 -all")], []],
];

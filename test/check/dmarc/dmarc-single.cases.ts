import { type CheckCase, sends, spec } from "../check-case.ts";
import { type LiveCase, live, MAIL } from "../live-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "dmarc-single",
    title: "refuses a second DMARC record beside that of dmarc:",
    specs: sends(
      "dmarc: {policy: reject}",
      "records:",
      "  - {name: _dmarc, type: TXT, value: v=DMARC1; p=none}",
    ),
    finds: ["error 6:5 < 4"],
    mended: sends("dmarc: {policy: none}"),
  },
  {
    check: "dmarc-single",
    title: "refuses one beside the preset's",
    specs: spec(
      "cloudflare",
      "mailbox: netease-enterprise",
      "records:",
      "  - {name: _dmarc, type: TXT, value: v=DMARC1; p=reject}",
    ),
    finds: ["error 5:5 < 3 < netease-enterprise DMARC"],
    mended: spec("cloudflare", "mailbox: netease-enterprise", "dmarc: {policy: none}"),
  },
  {
    check: "dmarc-single",
    title: "takes other text at _dmarc, and many consents at one name",
    specs: sends(
      "dmarc: {policy: reject}",
      "records:",
      "  - {name: _dmarc, type: TXT, value: verification=1}",
      "  - {name: '*._report._dmarc', type: TXT, values: [v=DMARC1, v=DMARC1;]}",
    ),
    finds: [],
  },
];

export const liveCases: readonly LiveCase[] = [
  [
    "dmarc-single: a second policy",
    "alidns",
    MAIL,
    [live("1", "_dmarc TXT v=DMARC1; p=none")],
    ["error dmarc-single 1"],
  ],
  ["dmarc-single: not another text", "cloudflare", MAIL, [live("1", "_dmarc TXT hello")], []],
];

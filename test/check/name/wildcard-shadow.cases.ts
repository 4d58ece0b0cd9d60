import { wildcardShadow } from "../../../src/check/name/wildcard-shadow.ts";
import { type CheckCase, exmail, spec, texts } from "../check-case.ts";
import { explained } from "../explained.ts";
import { type LiveCase, live, MAIL } from "../live-case.ts";

export const cases: readonly CheckCase[] = [
  ...explained(wildcardShadow, ["warning 5:13"]),
  {
    check: "wildcard-shadow",
    title: "warns of a CNAME for all names where there is no DMARC record",
    specs: spec("cloudflare", exmail, "records:", '  - {name: "*", type: CNAME, value: web.example.net}'),
    finds: ["warning 5:13"],
    mended: spec(
      "cloudflare",
      exmail,
      "dmarc: {policy: none}",
      "records:",
      '  - {name: "*", type: CNAME, value: web.example.net}',
    ),
  },
  {
    check: "wildcard-shadow",
    title: "takes SPF and other texts at *, and consents to reports",
    specs: texts(["*", "v=spf1 -all"], ["*", "token"], ["*._report._dmarc", "v=DMARC1"]),
    finds: [],
  },
];

export const liveCases: readonly LiveCase[] = [
  [
    "wildcard-shadow: a text for every name",
    "cloudflare",
    MAIL,
    [live("1", "* TXT v=DKIM1; p=")],
    ["warning wildcard-shadow 1"],
  ],
  [
    "wildcard-shadow: an alias where the domain has no policy of its own",
    "cloudflare",
    "mailbox: tencent-exmail\n",
    [live("1", "* CNAME site.example.net")],
    ["warning wildcard-shadow 1"],
  ],
  ["wildcard-shadow: not where it has one", "cloudflare", MAIL, [live("1", "* CNAME site.example.net")], []],
];

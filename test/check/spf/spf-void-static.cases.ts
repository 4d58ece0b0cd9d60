import { type CheckCase, sends, texts } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "spf-void-static",
    title: "warns of three terms that lead to names without such records",
    specs: texts(
      ["@", "v=spf1 a:h1.example.com mx:h1.example.com include:_spf.example.com -all"],
      ["_spf", "v=spf1 a -all"],
      ["h1", "v=spf1 -all"],
    ),
    finds: ["warning 5:5"],
  },
  {
    check: "spf-void-static",
    title:
      "knows nothing of names that the specs lack, of a domain's web site and of names managed elsewhere",
    specs: sends(
      "external: [h1]",
      "records:",
      '  - {type: TXT, value: "v=spf1 a a:h0.example.com a:h1.example.com a:h2.example.com mx:%{d}.example.com -all"}',
      '  - {name: h1, type: TXT, value: "v=spf1 -all"}',
      "  - {name: h2, type: AAAA, value: 2001:db8::1}",
    ),
    finds: [],
  },
];

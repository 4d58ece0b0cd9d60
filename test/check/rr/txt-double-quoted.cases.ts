import { type CheckCase, parked } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "txt-double-quoted",
    title: "refuses quotes around the text, escaped semicolons and split strings",
    specs: parked(
      `  - {name: a, type: TXT, value: '"v=spf1 -all"'}`,
      `  - {name: b, type: TXT, value: 'v=DKIM1\\; p='}`,
      `  - {name: c, type: TXT, value: 'v=DKIM1; p=AA" "AA'}`,
    ),
    finds: ["error 5:34", "error 6:41", "error 7:47"],
    mended: parked("  - {name: a, type: TXT, value: v=spf1 -all}"),
  },
  {
    check: "txt-double-quoted",
    title: "takes quotes and backslashes inside a text",
    specs: parked(`  - {name: a, type: TXT, values: ['say "yes"', 'C:\\dir\\', '"', 'a" "b']}`),
    finds: [],
  },
];

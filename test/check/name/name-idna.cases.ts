import { type CheckCase, parked } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "name-idna",
    title: "refuses an owner that is no valid A-label",
    specs: parked("  - {name: xn--zz--, type: TXT, value: x}"),
    finds: ["error 5:12"],
  },
  {
    check: "name-idna",
    title: "refuses a target that cannot be written as an A-label",
    specs: parked('  - {name: www, type: CNAME, value: "a\u00adb\u200d.example.net"}'),
    finds: ["error 5:38"],
  },
  {
    check: "name-idna",
    title: "refuses a target that is no valid A-label",
    specs: parked("  - {name: www, type: CNAME, value: xn--zz--.example.net}"),
    finds: ["error 5:37"],
    mended: parked("  - {name: www, type: CNAME, value: www.example.net}"),
  },
  {
    check: "name-idna",
    title: "takes U-labels and A-labels",
    specs: [
      "domain: bücher.example",
      "dns: cloudflare",
      "mode: parked",
      "records:",
      "  - {name: straße, type: CNAME, value: 例え.テスト}",
      "  - {name: xn--bcher-kva, type: TXT, value: x}",
      "",
    ].join("\n"),
    finds: [],
  },
];

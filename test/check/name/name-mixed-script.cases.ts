import { nameMixedScript } from "../../../src/check/name/name-mixed-script.ts";
import { type CheckCase, parked } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(nameMixedScript, ["warning 1:9"]),
  {
    // UTS 39 §5.2: Latin with Cyrillic or Greek is not "highly restrictive"
    check: "name-mixed-script",
    title: "warns of a name, a target and an A-label that mix Latin with Cyrillic or Greek",
    specs: parked(
      "  - {name: m\u0430il, type: A, value: 192.0.2.1}",
      "  - {name: www, type: CNAME, value: g\u03bfogle.example.net}",
      "  - {name: xn--pypal-4ve, type: TXT, value: x}",
    ),
    finds: ["warning 5:12", "warning 6:37", "warning 7:12"],
  },
  {
    check: "name-mixed-script",
    title: "takes names in one script, in Japanese with Latin letters, and labels of different scripts",
    specs: [
      "domain: \u043f\u043e\u0447\u0442\u0430.\u0440\u0444\ndns: cloudflare\nmode: parked\nrecords:\n  - {name: www, type: CNAME, value: web.\u043f\u043e\u0447\u0442\u0430.\u0440\u0444}\n",
      parked(
        "  - {name: b\u00fccher, type: TXT, value: x}",
        "  - {name: \u30e1\u30fc\u30ebmail, type: TXT, value: x}",
        "  - {name: \u03b5\u03bb\u03bb\u03ac\u03b4\u03b1, type: TXT, value: x}",
      ),
    ].join("---\n"),
    finds: [],
  },
];

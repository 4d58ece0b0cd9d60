import { dmarcPPresent } from "../../../src/check/dmarc/dmarc-p-present.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcPPresent, ["error 5:5"]),
  {
    check: "dmarc-p-present",
    title: "warns of p behind other tags and of a record that only asks for reports",
    specs: texts(
      ["_dmarc.a", "v=DMARC1; rua=mailto:a@example.net; p=none"],
      ["_dmarc.b", "v=DMARC1; rua=mailto:a@example.net"],
    ),
    finds: ["warning 5:79", "warning 6:5"],
  },
];

import { dmarcRuaSelfParked } from "../../../src/check/dmarc/dmarc-rua-self-parked.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcRuaSelfParked, ["warning 4:45"]),
  {
    check: "dmarc-rua-self-parked",
    title: "sees a parked domain of another zone, on a cloud without null MX too",
    specs: {
      "spec.yaml": texts(["_dmarc", "v=DMARC1; p=none; rua=mailto:a@example.net,mailto:b@example.org"]),
      "b.yaml": "domain: example.org\ndns: alidns\nmode: parked\n",
    },
    finds: ["warning 5:93"],
  },
];

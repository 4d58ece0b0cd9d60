import { dmarcName } from "../../../src/check/dmarc/dmarc-name.ts";
import { type CheckCase, texts } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dmarcName, ["error 5:13"]),
  {
    check: "dmarc-name",
    title: "takes a record that CNAMEs lead to, and refuses _dmarc twice",
    specs: {
      "spec.yaml": texts(["parked-policy", "v=DMARC1; p=reject"], ["_dmarc._dmarc", "v=DMARC1; p=none"]),
      "b.yaml":
        "domain: example.org\ndns: cloudflare\nmode: send-only\nrecords:\n  - {name: _dmarc, type: CNAME, value: parked-policy.example.com}\n",
    },
    finds: ["error 6:13"],
  },
];

import { dkimName } from "../../../src/check/dkim/dkim-name.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(dkimName, ["error 5:13"]),
  {
    check: "dkim-name",
    title: "takes a key that a selector's CNAME leads to, from another zone too",
    specs: {
      "spec.yaml": sends(
        "records:",
        "  - {name: s1._domainkey, type: CNAME, value: s1-dkim}",
        `  - {name: s1-dkim, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}`,
        `  - {name: s2-dkim, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}`,
      ),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: parked\nrecords:\n  - {name: s2._domainkey, type: CNAME, value: s2-dkim.example.com}\n",
    },
    finds: [],
  },
  {
    check: "dkim-name",
    title: "refuses _domainkey twice, and a key at _domainkey itself",
    specs: sends(
      `dkim: [{selector: s1._domainkey, key: ${RSA_KEY}}]`,
      "records:",
      `  - {name: _domainkey, type: TXT, value: "v=DKIM1; p=${RSA_KEY}"}`,
    ),
    finds: ["error 4:19", "error 6:12"],
  },
];

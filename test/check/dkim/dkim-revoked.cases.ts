import { dkimRevoked } from "../../../src/check/dkim/dkim-revoked.ts";
import { RSA_KEY } from "../../mail/keys.ts";
import { type CheckCase, sends } from "../check-case.ts";
import { explained } from "../explained.ts";

const key = `dkim: [{selector: s1, key: ${RSA_KEY}}]`;

export const cases: readonly CheckCase[] = [
  ...explained(dkimRevoked, ["warning 5:57"]),
  {
    check: "dkim-revoked",
    title: "takes a revoked key beside another one, and the wildcard of a parked domain",
    specs: [
      sends(key, "records:", '  - {name: old._domainkey, type: TXT, value: "v=DKIM1; p="}'),
      "domain: example.org\ndns: cloudflare\nmode: parked\n",
    ].join("---\n"),
    finds: [],
  },
];

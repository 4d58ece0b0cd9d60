import { mxRedundancy } from "../../../src/check/mx/mx-redundancy.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(mxRedundancy, ["info 4:5"]),
  {
    check: "mx-redundancy",
    title: "takes presets with one MX, and services that give one to each customer",
    specs: [
      spec("cloudflare", "mailbox: netease-free"),
      "domain: example.org\ndns: cloudflare\nrecords:\n  - {type: MX, value: 0 example-org.mail.protection.outlook.com}\n",
    ].join("---\n"),
    finds: [],
  },
];

import { caaIodef } from "../../../src/check/caa/caa-iodef.ts";
import { type CheckCase, spec } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(caaIodef, ["warning 5:34"]),
  {
    check: "caa-iodef",
    title: "takes a mailbox of the domain's own mail, and a URL",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      "  - {type: CAA, values: ['0 iodef \"mailto:caa@example.com\"', '0 iodef \"https://example.com/\"']}",
    ),
    finds: [],
  },
];

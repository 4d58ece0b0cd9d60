import type { CheckCase } from "../check-case.ts";
import { own } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mx-not-ip",
    title: "refuses addresses of both families, bare and in brackets",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 192.0.2.1}",
      '  - {type: MX, value: "10 2001:db8::1"}',
      '  - {type: MX, value: "10 [192.0.2.2]"}',
      '  - {type: MX, value: "10 ::ffff:192.0.2.3"}',
    ),
    finds: ["error 4:26", "error 5:27", "error 6:27", "error 7:27"],
    mended: own("cloudflare", "  - {name: mx, type: A, value: 192.0.2.1}", "  - {type: MX, value: 10 mx}"),
  },
  {
    check: "mx-not-ip",
    title: "takes host names that begin with digits",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 192-0-2-1.example.net}",
      "  - {type: MX, value: 20 1.2.3.4.example.net}",
    ),
    finds: [],
  },
];

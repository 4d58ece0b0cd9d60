import { mxPublicAddr } from "../../../src/check/mx/mx-public-addr.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";
import { own } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(mxPublicAddr, ["error 5:5 < 4"]),
  {
    check: "mx-public-addr",
    title: "warns of one address of several that nobody reaches",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 100.20.30.40}",
      '  - {name: mx, type: AAAA, value: "fe80::1"}',
    ),
    finds: ["warning 6:5 < 4"],
    mended: own("cloudflare", "  - {type: MX, value: 10 mx}", "  - {name: mx, type: A, value: 100.20.30.40}"),
  },
  {
    check: "mx-public-addr",
    title: "refuses it in another zone of the run, and all of several",
    specs: {
      "spec.yaml": own("cloudflare", "  - {type: MX, value: 10 mx.example.org}"),
      "b.yaml":
        'domain: example.org\ndns: route53\nmode: parked\nrecords:\n  - {name: mx, type: A, value: 127.0.0.1}\n  - {name: mx, type: AAAA, value: "::1"}\n',
    },
    finds: ["error b.yaml:5:5 < 4", "error b.yaml:6:5 < 4"],
  },
  {
    check: "mx-public-addr",
    title: "takes the addresses of examples, and private ones of hosts that take no mail",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 192.0.2.25}",
      "  - {name: intranet, type: A, value: 10.0.0.1}",
    ),
    finds: [],
  },
];

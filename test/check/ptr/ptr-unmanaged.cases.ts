import { ptrUnmanaged } from "../../../src/check/ptr/ptr-unmanaged.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";
import { mailHost } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(ptrUnmanaged, ["info 4:6"]),
  {
    check: "ptr-unmanaged",
    title: "names each address whose reverse zone is nowhere, or at a DNS host without PTR records",
    specs: {
      "spec.yaml": `${mailHost("192.0.2.25", "198.51.100.25", "2001:db8::25")}ptr: true\n`,
      "a.yaml": "domain: 2.0.192.in-addr.arpa\ndns: alidns\n",
      "b.yaml": "domain: 100.51.198.in-addr.arpa\ndns: route53\n",
    },
    finds: ["info 9:6", "info 9:6"],
  },
  {
    check: "ptr-unmanaged",
    title: "says that it has no effect where the mail hosts are somebody else's",
    specs: "domain: example.com\ndns: cloudflare\nmailbox: tencent-exmail\nptr: true\n",
    finds: ["info 4:6"],
  },
];

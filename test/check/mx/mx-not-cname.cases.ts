import { type CheckCase, spec } from "../check-case.ts";
import { own } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "mx-not-cname",
    title: "refuses an MX to a CNAME of the zone",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 mail}",
      "  - {name: mail, type: CNAME, value: host.example.net}",
    ),
    finds: ["error 4:26 < 5"],
    mended: own("cloudflare", "  - {type: MX, value: 10 host.example.net}"),
  },
  {
    check: "mx-not-cname",
    title: "is placed at the spec's CNAME where the MX is a preset's",
    specs: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}, without: [mail]}",
      "records:",
      "  - {name: mail, type: CNAME, value: host.example.net}",
    ),
    finds: ["error 5:5 < 3 < self-hosted MX"],
    mended: spec(
      "cloudflare",
      "mailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}, without: [mail]}",
      "records:",
      "  - {name: mail, type: A, value: 192.0.2.26}",
    ),
  },
  {
    check: "mx-not-cname",
    title: "sees a wildcard CNAME, and a CNAME in another zone of the run",
    specs: {
      "spec.yaml": own(
        "cloudflare",
        "  - {type: MX, value: 10 mx}",
        '  - {name: "*", type: CNAME, value: host.example.net}',
        "  - {name: sub, type: MX, value: 10 mail.example.org}",
      ),
      "b.yaml":
        "domain: example.org\ndns: route53\nmode: parked\nrecords:\n  - {name: mail, type: CNAME, value: host.example.net}\n",
    },
    finds: ["error 4:26 < 5", "error 6:37 < b.yaml:5"],
  },
  {
    check: "mx-not-cname",
    title: "takes a host with addresses beside a wildcard CNAME",
    specs: own(
      "cloudflare",
      "  - {type: MX, value: 10 mx}",
      "  - {name: mx, type: A, value: 192.0.2.1}",
      '  - {name: "*", type: CNAME, value: host.example.net}',
      "  - {type: MX, value: 20 deep.er}",
      "  - {name: x.er, type: A, value: 192.0.2.1}",
    ),
    finds: [],
  },
];

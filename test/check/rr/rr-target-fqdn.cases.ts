import { type CheckCase, parked, spec } from "../check-case.ts";
import { reverse } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "rr-target-fqdn",
    title: "refuses a URL, an address and a single label as targets",
    specs: parked(
      '  - {name: a, type: CNAME, value: "https://www.example.net/"}',
      "  - {name: b, type: CNAME, value: 192.0.2.1}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 192.0.2.1}",
      "  - {name: c, type: CNAME, value: localhost.}",
      "  - {name: d, type: CNAME, value: .}",
    ),
    finds: ["error 5:41", "error 6:35", "error 7:51", "error 8:35", "error 9:35"],
    mended: parked(
      "  - {name: a, type: CNAME, value: www.example.net}",
      "  - {name: b, type: A, value: 192.0.2.1}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 b}",
    ),
  },
  {
    check: "rr-target-fqdn",
    title: "refuses an underscore in the host of MX and SRV",
    specs: spec(
      "cloudflare",
      "records:",
      "  - {type: MX, value: 10 my_mx.example.net}",
      "  - {name: _imaps._tcp, type: SRV, value: 0 1 993 my_host.example.net}",
    ),
    finds: ["error 4:28", "error 5:53"],
    mended: spec("cloudflare", "records:", "  - {type: MX, value: 10 my-mx.example.net}"),
  },
  {
    check: "rr-target-fqdn",
    title: "refuses a wildcard as a target",
    specs: parked('  - {name: a, type: CNAME, value: "*.example.net"}'),
    finds: ["error 5:36"],
  },
  {
    check: "rr-target-fqdn",
    title: "takes underscores in a CNAME's target, a service that is not offered, and a null MX",
    specs: parked(
      "  - {name: s1._domainkey, type: CNAME, value: s1._domainkey.example.net}",
      "  - {name: _imap._tcp, type: SRV, value: 0 0 0 .}",
    ),
    finds: [],
  },
  {
    check: "rr-target-fqdn",
    title:
      "refuses what was meant to be relative, where the name is there or its last label cannot be a top-level domain",
    specs: parked(
      "  - {name: a, type: CNAME, value: mx1.mail}",
      "  - {name: mx1.mail, type: A, value: 192.0.2.1}",
      "  - {name: s1._domainkey, type: CNAME, value: s2._domainkey}",
      "  - {name: b, type: CNAME, value: host.nowhere-tld}",
    ),
    finds: ["error 5:35", "error 7:47", "warning 8:35"],
    mended: parked(
      "  - {name: a, type: CNAME, value: mx1.mail.example.com}",
      "  - {name: mx1.mail, type: A, value: 192.0.2.1}",
    ),
  },
  {
    check: "rr-target-fqdn",
    title: "takes top-level domains of every kind",
    specs: parked(
      "  - {name: a, type: CNAME, value: host.example.co.uk}",
      "  - {name: b, type: CNAME, value: host.dkim.mail.microsoft}",
      "  - {name: c, type: CNAME, value: host.xn--fiqs8s}",
      "  - {name: d, type: CNAME, value: host.cn}",
    ),
    finds: [],
  },
  {
    check: "rr-target-fqdn",
    title: "refuses a PTR to an address, to a single label, and into the reverse zone",
    specs: reverse(
      "cloudflare",
      '  - {name: "25", type: PTR, value: 198.51.100.25}',
      '  - {name: "26", type: PTR, value: mx}',
      '  - {name: "27", type: PTR, value: mx.}',
    ),
    finds: ["error 4:36", "error 5:36", "error 6:36"],
    mended: reverse("cloudflare", '  - {name: "25", type: PTR, value: mx.example.com}'),
  },
];

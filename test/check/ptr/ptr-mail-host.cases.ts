import { ptrMailHost } from "../../../src/check/ptr/ptr-mail-host.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";
import { mailHost, reverse } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(ptrMailHost, ["warning 6:5 < 5"]),
  {
    // RFC 1912 §2.1: one name for one address
    check: "ptr-mail-host",
    title: "warns of two, and of none for an address of IPv6",
    specs: {
      "spec.yaml": mailHost("192.0.2.25", "2001:db8::25"),
      "a.yaml": reverse("2.0.192.in-addr.arpa", [
        ["25", "mail.example.com."],
        ["25", "web.example.org."],
      ]),
      "b.yaml": reverse("8.b.d.0.1.0.0.2.ip6.arpa", [["26", "x.example.org."]]).replace(
        '"26"',
        `"${"6.2.".padEnd(47, "0.")}0"`,
      ),
    },
    finds: ["warning 6:5 < 5 < a.yaml:4 < a.yaml:5", "warning 7:5 < 5"],
  },
  {
    check: "ptr-mail-host",
    title: "warns of a host that self-hosted names, where no PTR record has its address",
    specs: {
      "spec.yaml":
        "domain: example.com\ndns: cloudflare\nmailbox: {provider: self-hosted, with: {ipv4: 192.0.2.25}}\n",
      "a.yaml": reverse("2.0.192.in-addr.arpa", [["26", "x.example.org."]]),
    },
    finds: ["warning 3:21 < self-hosted A < 3 < self-hosted MX"],
  },
  {
    // RFC 2317 §4: the zone above has CNAMEs to names in a zone for the range
    check: "ptr-mail-host",
    title: "takes one in a range of RFC 2317, and one that others have by CNAME, delegation or external",
    specs: {
      "spec.yaml": mailHost("192.0.2.25"),
      "a.yaml": reverse("0-127.2.0.192.in-addr.arpa", [["25", "mail.example.com."]]),
      "b.yaml": mailHost("198.51.100.25").replace("example.com", "example.net"),
      "c.yaml": `domain: 100.51.198.in-addr.arpa\ndns: route53\nexternal: ["26"]\nrecords:\n  - {name: "25", type: CNAME, value: 25.0-127.100.51.198.in-addr.arpa.}\n`,
      "d.yaml": mailHost("198.51.100.26").replace("example.com", "example.org"),
      "e.yaml": mailHost("203.0.113.9").replace("example.com", "a.example"),
    },
    finds: [],
  },
  {
    check: "ptr-mail-host",
    title: "warns of none in a range of RFC 2317, whichever way its zone is named",
    specs: {
      "spec.yaml": mailHost("192.0.2.25"),
      "a.yaml": reverse("0-127.2.0.192.in-addr.arpa", [["26", "x.example.org."]]),
    },
    finds: ["warning 6:5 < 5"],
  },
];

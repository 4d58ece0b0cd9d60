import { ptrForward } from "../../../src/check/ptr/ptr-forward.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";
import { mailHost, reverse } from "./specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(ptrForward, ["warning 12:36 < 7"]),
  {
    check: "ptr-forward",
    title: "tells of a host of which the specs have no address, and warns in a range of RFC 2317",
    specs: {
      "spec.yaml": mailHost("192.0.2.25"),
      "a.yaml": reverse("0-127.2.0.192.in-addr.arpa", [
        ["26", "mail.example.com."],
        ["27", "other.example.com."],
      ]),
    },
    finds: ["info a.yaml:5:36", "warning a.yaml:4:36 < 6"],
  },
  {
    check: "ptr-forward",
    title: "takes a host with the address, an alias, one that others manage, and one of no zone of the specs",
    specs: {
      "spec.yaml": `${mailHost("192.0.2.25", "2001:db8::25").trimEnd()}\n  - {name: web, type: CNAME, value: web.example.net}\nexternal: [old]\n`,
      "a.yaml": reverse("2.0.192.in-addr.arpa", [
        ["25", "mail.example.com."],
        ["26", "web.example.com."],
        ["27", "old.example.com."],
        ["28", "host.example.net."],
      ]),
      "b.yaml": reverse("8.b.d.0.1.0.0.2.ip6.arpa", [[`${"5.2.".padEnd(46, "0.")}0`, "mail.example.com."]]),
    },
    finds: [],
  },
];

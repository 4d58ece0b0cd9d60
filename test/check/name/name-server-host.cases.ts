import { nameServerHost } from "../../../src/check/name/name-server-host.ts";
import { type CheckCase, parked } from "../check-case.ts";
import { explained } from "../explained.ts";

export const cases: readonly CheckCase[] = [
  ...explained(nameServerHost, ["error 5:37"]),
  {
    // RFC 2181 §10.3; RFC 1034 §4.2.1
    check: "name-server-host",
    title:
      "refuses an alias, the delegated name itself without an address, and a host of the zone with other records",
    specs: parked(
      "  - {name: a, type: NS, value: ns.example.com.}",
      "  - {name: ns, type: CNAME, value: x.example.net}",
      "  - {name: b, type: NS, value: b.example.com.}",
      "  - {name: c, type: NS, value: txt.example.com.}",
      "  - {name: txt, type: TXT, value: x}",
    ),
    finds: ["error 5:32", "error 7:32", "error 8:32"],
  },
  {
    check: "name-server-host",
    title: "takes glue, a wildcard's address, hosts elsewhere, and a host of the zone that no spec has",
    specs: parked(
      "  - {name: a, type: NS, values: [ns.a.example.com., ns1.example.net.]}",
      "  - {name: ns.a, type: AAAA, value: '2001:db8::53'}",
      "  - {name: b, type: NS, value: ns9.example.com.}",
      "  - {name: c, type: NS, value: ns.c.example.com.}",
      "external: [ns.c]",
    ),
    finds: [],
  },
];

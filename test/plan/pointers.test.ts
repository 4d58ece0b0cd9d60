/** The PTR records that `ptr: true` publishes in the reverse zones of the same stack. */
import { describe, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import { placeDomains } from "../../src/plan/placing.ts";
import { expandText } from "../../src/preset/expand-specs.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { printRdata } from "../../src/zone/rdata.ts";

const mail = (domain: string, ...addresses: string[]): string =>
  [
    `domain: ${domain}`,
    "dns: cloudflare",
    "mode: receive-only",
    "ptr: true",
    "records:",
    "  - {type: MX, value: 10 mx}",
    ...addresses.map((one) => `  - {name: mx, type: ${one.includes(":") ? "AAAA" : "A"}, value: "${one}"}`),
  ].join("\n");
const reverse = (zone: string, ...more: string[]): string =>
  [`domain: ${zone}`, "dns: [route53, cloudflare]", ...more].join("\n");

/** `ZONE: OWNER HOST` of every PTR on Route 53. */
function pointers(...specs: string[]): string[] {
  const { zones } = loadText("a.yaml", specs.join("\n---\n"));
  return zones
    .filter(({ cloud }) => cloud.id === "route53")
    .flatMap(({ name, rrsets }) =>
      rrsets.flatMap(({ type, name: owner, records }) =>
        type === "PTR" ? records.map(({ data }) => `${name}: ${owner} ${printRdata(data)}`) : [],
      ),
    );
}

const V6 = "8.b.d.0.1.0.0.2.ip6.arpa";

describe("a PTR record", () => {
  test("is published for each address of the mail hosts, in the zone that has it, IPv4 and IPv6", () => {
    expect(
      pointers(mail("a.example", "192.0.2.25", "2001:db8::25"), reverse("2.0.192.in-addr.arpa"), reverse(V6)),
    ).toEqual([
      "2.0.192.in-addr.arpa.: 25.2.0.192.in-addr.arpa. mx.a.example.",
      `${V6}.: 5.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.${V6}. mx.a.example.`,
    ]);
  });

  test.each(["0-63", "0/26"])(
    "is in the zone of a range %s, which the zone above hands on (RFC 2317 §4)",
    (range) => {
      const zone = `${range}.2.0.192.in-addr.arpa`;
      expect(
        pointers(
          mail("a.example", "192.0.2.25"),
          reverse(zone),
          reverse("2.0.192.in-addr.arpa", `records: [{name: "25", type: CNAME, value: 25.${zone}}]`),
        ),
      ).toEqual([`${zone}.: 25.${zone}. mx.a.example.`]);
    },
  );

  test("of the reverse zone's own spec stays the only one", () => {
    const own = 'records: [{name: "25", type: PTR, value: other.example.net}]';
    expect(pointers(mail("a.example", "192.0.2.25"), reverse("2.0.192.in-addr.arpa", own))).toEqual([
      "2.0.192.in-addr.arpa.: 25.2.0.192.in-addr.arpa. other.example.net.",
    ]);
  });

  test("is not published without ptr: true, outside the zone, nor where something else manages the name", () => {
    const silent = mail("a.example", "192.0.2.25").replace("ptr: true", "ptr: false");
    expect(pointers(silent, reverse("2.0.192.in-addr.arpa"))).toEqual([]);
    expect(pointers(mail("a.example", "192.0.2.25"), reverse("3.0.192.in-addr.arpa"))).toEqual([]);
    expect(
      pointers(mail("a.example", "192.0.2.25"), reverse("2.0.192.in-addr.arpa", 'external: ["25"]')),
    ).toEqual([]);
  });

  test("is the same whatever the order of the specs, and once for a host on two clouds", () => {
    const specs = [
      mail("a.example", "192.0.2.25").replace("dns: cloudflare", "dns: [cloudflare, route53]"),
      mail("b.example", "192.0.2.26"),
      reverse("2.0.192.in-addr.arpa"),
    ];
    const found = pointers(...specs);
    expect(found).toHaveLength(2);
    expect(pointers(...specs.toReversed())).toEqual(found);
  });

  test("is not published into a reverse zone of another stack, whose run would delete it", () => {
    const [host, zone] = [mail("a.example", "192.0.2.25"), reverse("2.0.192.in-addr.arpa")];
    const placed = (stack: string) =>
      placeDomains([
        ...expandText("a.yaml", host, openLibrary(), "one").domains,
        ...expandText("b.yaml", zone, openLibrary(), stack).domains,
      ]).zones.flatMap(({ rrsets }) => rrsets.filter(({ type }) => type === "PTR"));
    expect([placed("one").length, placed("two").length]).toEqual([2, 0]);
  });
});

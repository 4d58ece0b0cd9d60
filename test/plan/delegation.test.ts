/** Which NS records a stack publishes for the zones that it creates (RFC 1034 §4.2.1). */
import { describe, expect, test } from "@jest/globals";
import { loadText } from "../../src/pipeline.ts";
import { isDelegation, lackingDelegation, withDelegations } from "../../src/plan/delegation.ts";
import { planZones } from "../../src/plan/plan.ts";
import type { Zone } from "../../src/plan/zone.ts";
import { printRdata } from "../../src/zone/rdata.ts";
import { recordsAt } from "../../src/zone/rrset.ts";

const spec = (domain: string, dns: string, ...more: string[]): string =>
  [`domain: ${domain}`, `dns: ${dns}`, "mode: parked", ...more, ""].join("\n");
const PARENT = spec("example.com", "route53", "ttl: 600");
const CHILD = spec("shop.example.com", "{cloud: route53, create: true}");
const SERVERS = ["ns-2.example.net.", "ns-1.example.net."];

const zonesOf = (...specs: string[]): readonly Zone[] => loadText("a.yaml", specs.join("---\n")).zones;

/** `zone: owner -> NS` for every NS that the plan of these specs has, if all created zones have these servers. */
function delegated(specs: readonly string[], servers: readonly string[] = SERVERS): string[] {
  const zones = zonesOf(...specs);
  const known = new Map(
    zones
      .filter(({ create }) => create !== undefined)
      .map((zone) => [zone, servers.map((server) => `${zone.cloud.id}.${server}`)] as const),
  );
  return withDelegations(zones, servers.length > 0 ? known : new Map()).flatMap(({ name, cloud, rrsets }) =>
    rrsets
      .filter(({ type }) => type === "NS")
      .map(
        (set) =>
          `${cloud.id} ${name} ${set.name} ${set.ttl} ${set.records.map(({ data }) => printRdata(data)).join(" ")}`,
      ),
  );
}

const NS = "route53.ns-1.example.net. route53.ns-2.example.net.";

describe("a zone that is created below another one of the stack", () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      "is delegated there, with the TTL of that zone",
      [PARENT, CHILD],
      [`route53 example.com. shop.example.com. 600 ${NS}`],
    ],
    [
      "in every zone of that name, for every zone of its own",
      [
        spec("example.com", "[route53, cloudflare]", "ttl: 600"),
        spec("a.b.example.com", "[{cloud: route53, create: true}, {cloud: alidns, create: true}]"),
      ],
      ["cloudflare", "route53"].map(
        (cloud) =>
          `${cloud} example.com. a.b.example.com. 600 alidns.ns-1.example.net. alidns.ns-2.example.net. ${NS}`,
      ),
    ],
    [
      "in the nearest of several",
      [PARENT, spec("b.example.com", "route53"), spec("a.b.example.com", "{cloud: route53, create: true}")],
      [`route53 b.example.com. a.b.example.com. 3600 ${NS}`],
    ],
    [
      "not where a spec has NS of its own",
      [
        spec(
          "example.com",
          "route53",
          "ttl: 600",
          "records: [{name: shop, type: NS, value: ns.example.org}]",
        ),
        CHILD,
      ],
      ["route53 example.com. shop.example.com. 600 ns.example.org."],
    ],
    [
      "not while it moves from another cloud, which answers until the move",
      [PARENT, spec("shop.example.com", "[cloudflare, {cloud: route53, create: true}]")],
      [],
    ],
    ["not if it is not created", [PARENT, spec("shop.example.com", "route53")], []],
    ["not without a zone above", [CHILD], []],
  ])("%s", (_, specs, expected) => {
    expect(delegated(specs)).toEqual(expected);
  });

  test("waits until its servers are known", () => {
    expect(delegated([PARENT, CHILD], [])).toEqual([]);
    const [, child] = zonesOf(PARENT, CHILD) as [Zone, Zone];
    expect(lackingDelegation(child, zonesOf(PARENT, CHILD)).map(({ name }) => name)).toEqual([
      "example.com.",
    ]);
  });

  test("is planned with the domain above, and told from a spec's own line", () => {
    const zones = zonesOf(PARENT, CHILD);
    const child = zones.find(({ create }) => create !== undefined) as Zone;
    const all = withDelegations(zones, new Map([[child, SERVERS]]));
    expect(planZones(all).filter(({ name }) => name.endsWith("/NS"))).toMatchObject([
      { name: "example.com/shop/NS", domain: "example.com" },
    ]);
    const parent = all.find(({ name }) => name === "example.com.") as Zone;
    const [made] = recordsAt(parent.owners, "shop.example.com.", "NS");
    expect(made && isDelegation(made, all)).toBe(true);
    const [mx] = recordsAt(parent.owners, "example.com.", "MX");
    expect(mx && isDelegation(mx, all)).toBe(false);
  });
});

/** A stack publishes by itself that its domains take reports about its other domains (RFC 9990 §4). */
import { describe, expect, test } from "@jest/globals";
import { placeDomains } from "../../src/plan/placing.ts";
import { expandText } from "../../src/preset/expand-specs.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { printRdata } from "../../src/zone/rdata.ts";

const library = openLibrary();
const COLLECTOR = "domain: example.com\ndns: cloudflare\nmode: parked\nttl: 600\n";
const reporter = (domain: string, to = "example.com"): string =>
  `domain: ${domain}\ndns: route53\nmode: parked\ndmarc: {policy: reject, rua: ["mailto:d@${to}"]}\n`;

/** `OWNER TTL DATA < FILE:LINE` of every consent, after the zone's cloud. */
function consents(files: Readonly<Record<string, string>>): readonly string[] {
  const domains = Object.entries(files).flatMap(([file, text]) => {
    const stack = /^stacks\/([^/]+)\//.exec(file)?.[1];
    return expandText(file, text, library, stack).domains;
  });
  return placeDomains(domains).zones.flatMap(({ cloud, rrsets }) =>
    rrsets
      .filter(({ name }) => name.includes("_report._dmarc."))
      .flatMap(({ name, records }) =>
        records.map(
          ({ ttl, data, origin: { place } }) =>
            `${cloud.id} ${name} ${ttl} ${printRdata(data)} < ${place.file}:${place.line}`,
        ),
      ),
  );
}

const ONE = 'cloudflare a.example._report._dmarc.example.com. 600 "v=DMARC1" < a.yaml:4';

describe("the consent of a domain to reports about another", () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      "is published where both are in one stack",
      { "c.yaml": COLLECTOR, "a.yaml": reporter("a.example") },
      [ONE],
    ],
    [
      "does not depend on the order of the specs",
      { "a.yaml": reporter("a.example"), "c.yaml": COLLECTOR },
      [ONE],
    ],
    [
      "is one, though the other is on two clouds",
      { "c.yaml": COLLECTOR, "a.yaml": reporter("a.example").replace("route53", "[route53, alidns]") },
      [ONE],
    ],
    [
      "is on every cloud of its own",
      { "c.yaml": COLLECTOR.replace("cloudflare", "[cloudflare, route53]"), "a.yaml": reporter("a.example") },
      [ONE, ONE.replace("cloudflare", "route53")],
    ],
    [
      "is at the name of the mailbox, below the domain",
      { "c.yaml": COLLECTOR, "a.yaml": reporter("a.example", "reports.example.com") },
      [ONE.replace("_dmarc.example", "_dmarc.reports.example")],
    ],
    [
      "is not needed within an organization",
      { "c.yaml": COLLECTOR, "a.yaml": reporter("shop.example.com") },
      [],
    ],
    ["is not ours to give for domains of others", { "a.yaml": reporter("a.example") }, []],
    [
      "is left to the other stack",
      { "stacks/c/c.yaml": COLLECTOR, "stacks/a/a.yaml": reporter("a.example") },
      [],
    ],
  ])("%s", (_, files, found) => {
    expect(consents(files)).toEqual(found);
  });

  const own = (...records: readonly string[]): string => `${COLLECTOR}${records.join("\n")}\n`;
  test.each<[string, string, number]>([
    ["a consent to all", own("records:", '  - {name: "*._report._dmarc", type: TXT, value: v=DMARC1}'), 1],
    [
      "a consent to this one",
      own("records:", "  - {name: a.example._report._dmarc, type: TXT, value: v=DMARC1;}"),
      1,
    ],
    ["another text there", own("records:", "  - {name: a.example._report._dmarc, type: TXT, value: no}"), 1],
    ["a name that others manage", own("external: [a.example._report._dmarc]"), 0],
    ["names above it that others manage", own("external: [_report._dmarc]"), 0],
    ["a delegation above it", own("records:", "  - {name: _dmarc, type: NS, value: ns.example.net}"), 0],
  ])("is added to nothing that the spec says itself: %s", (_, spec, number) => {
    expect(consents({ "c.yaml": spec, "a.yaml": reporter("a.example") })).toHaveLength(number);
  });

  test("names 20 domains, and more by a wildcard", () => {
    const many = (n: number) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`${i}.yaml`, reporter(`d${i}.example`)]));
    expect(consents({ "c.yaml": COLLECTOR, ...many(20) })).toHaveLength(20);
    expect(consents({ "c.yaml": COLLECTOR, ...many(21) })).toEqual([
      'cloudflare *._report._dmarc.example.com. 600 "v=DMARC1" < 0.yaml:4',
    ]);
  });

  test("is left out where its name would be too long", () => {
    const long = `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(40)}.example`;
    expect(consents({ "c.yaml": COLLECTOR, "a.yaml": reporter(long) })).toEqual([]);
  });
});

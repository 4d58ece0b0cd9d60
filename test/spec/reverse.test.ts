/** Reverse zones need no mode, from the spec to the plan, and TLSA may be given field by field. */
import { describe, expect, test } from "@jest/globals";
import { runChecks } from "../../src/check/run.ts";
import { placeDomains } from "../../src/plan/placing.ts";
import { planZones } from "../../src/plan/plan.ts";
import { expand } from "../../src/preset/expand.ts";
import { openLibrary } from "../../src/preset/library.ts";
import { parseSpecs } from "../../src/spec/read.ts";
import { printZoneFile } from "../../src/zone/zone-file.ts";

const read = (text: string) => parseSpecs("spec.yaml", Buffer.from(text), undefined);

const spec = (domain: string, ...records: string[]): string =>
  [`domain: ${domain}`, "dns: route53", "records:", ...records, ""].join("\n");

describe("a reverse zone has no mail and needs no mode", () => {
  test.each([
    ["100.51.198.in-addr.arpa", "25", "25.100.51.198.in-addr.arpa."],
    ["0-127.100.51.198.in-addr.arpa", "25", "25.0-127.100.51.198.in-addr.arpa."],
    ["8.b.d.0.1.0.0.2.ip6.arpa", "1.0.0.0", "1.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa."],
  ])("%s holds its records and nothing else", (domain, name, owner) => {
    const { specs, findings } = read(spec(domain, `  - {name: "${name}", type: PTR, value: mx.example.com}`));
    expect(findings).toEqual([]);
    expect(specs.map(({ mode }) => mode)).toEqual(["none"]);
    const { zones } = placeDomains(specs.map((one) => expand(one, openLibrary()).domain));
    expect(runChecks(zones)).toEqual([]);
    expect(zones.map(({ name: zone, rrsets }) => printZoneFile(zone, rrsets))).toEqual([
      `$ORIGIN ${domain}.\n${name} 3600 IN PTR mx.example.com.\n`,
    ]);
    expect(planZones(zones).filter(({ kind }) => kind === "record")).toMatchObject([
      {
        name: `${domain}/${name}/PTR`,
        args: { name: owner.slice(0, -1), type: "PTR", records: ["mx.example.com"] },
      },
    ]);
  });

  test("other domains still need one, a list with one of them too", () => {
    const others = ["domain: example.com", "domains: [100.51.198.in-addr.arpa, example.com]", "domain: arpa"];
    for (const line of others) {
      const { findings } = read(
        `${line}\ndns: route53\nrecords: [{name: x, type: PTR, value: mx.example.com}]\n`,
      );
      expect(findings.map(({ code }) => code)).toEqual(["spec-missing"]);
    }
  });
});

test("TLSA field by field is TLSA in presentation form", () => {
  const digest = "0a1b2c3d".repeat(8);
  const texts = [
    `value: 3 1 1 ${digest}`,
    `usage: 3, selector: 1, matching: 1, certificate: ${digest.toUpperCase()}`,
  ];
  const data = texts.map((text) => {
    const { specs, findings } = read(
      `domain: example.com\ndns: route53\nmode: parked\nrecords: [{name: _25._tcp.mx, type: TLSA, ${text}}]\n`,
    );
    expect(findings).toEqual([]);
    return specs.map((one) => expand(one, openLibrary()).domain.records.at(-1)?.data);
  });
  expect(data[0]).toEqual([{ type: "TLSA", usage: 3, selector: 1, matching: 1, certificate: digest }]);
  expect(data[1]).toEqual(data[0]);
});

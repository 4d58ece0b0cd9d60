/** A command about some stacks finds of their domains what one about all finds: the other domains are read and seen, but not checked by themselves. */
import { afterAll, expect, test } from "@jest/globals";
import type { Finding } from "../../src/finding.ts";
import { type Loaded, loadInTurns, loadOpen } from "../../src/pipeline.ts";
import { openSpecs } from "../../src/spec/open.ts";
import { withoutDot } from "../../src/zone/name.ts";
import { FleetProject, parked } from "./project.ts";

const KEY = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
const mail = (domain: string, ...more: string[]): string =>
  [
    `domain: ${domain}`,
    "dns: cloudflare",
    "mode: mail",
    "records:",
    "  - {type: MX, value: 10 mail}",
    `  - {name: s1._domainkey, type: TXT, value: "v=DKIM1; k=ed25519; p=${KEY}"}`,
    ...more.map((one) => `  - ${one}`),
    "",
  ].join("\n");

const project = new FleetProject({
  "stacks/prod/fleet.yaml": "shards: {by: folder}\n",
  // an exchange that is a CNAME, a waiver that meets nothing
  "stacks/prod/eu/a.yaml": mail("a.example.com", "{name: mail, type: CNAME, value: host.example.net}"),
  "stacks/prod/us/b.yaml": mail("b.example.com", "{name: mail, type: A, value: 192.0.2.1}"),
  "stacks/prod/us/c.yaml": `${parked("c.example.com")}waive: [{check: mx-has-address, reason: one is enough}]\n`,
  // a name for which another stack's domain speaks, and a CNAME into it
  "stacks/prod/asia/d.yaml":
    "domain: d.example.com\nzone: example.com\ndns: cloudflare\nmode: parked\nrecords:\n  - {name: x.b.example.com., type: TXT, value: x}\n  - {name: y, type: CNAME, value: nothing.b.example.com.}\n",
});
afterAll(() => project.end());

const open = () => openSpecs(["stacks/prod"], project.root);

function about(stack: string, { domains, findings }: Loaded): readonly Finding[] {
  const own = new Set(domains.flatMap(({ spec }) => (spec.stack === stack ? [withoutDot(spec.domain)] : [])));
  return findings.filter(({ domain }) => domain === undefined || own.has(domain));
}

const whole = loadOpen(open());

test.each(["prod-eu", "prod-us", "prod-asia"])("%s", async (stack) => {
  const all = ["prod-asia", "prod-eu", "prod-us", "prod-us"];
  const told: (string | undefined)[] = [];
  const scoped = await loadInTurns(open(), {
    read: (specs) => told.push(...specs.map((spec) => spec.stack)),
    stacksOf: (domains) => {
      expect([told.sort(), domains.map(({ spec }) => spec.stack).sort()]).toEqual([all, all]);
      return new Set([stack]);
    },
  });
  expect(about(stack, whole).length).toBeGreaterThan(0);
  expect(about(stack, scoped)).toEqual(about(stack, whole));
});

test("none is checked by itself for no stack, all without a scope", async () => {
  const none = await loadInTurns(open(), { stacksOf: () => new Set() });
  const codes = ({ findings }: Loaded): Set<string> => new Set(findings.map(({ code }) => code));
  expect([...codes(whole)]).toEqual(expect.arrayContaining(["mx-redundancy", "cname-target-exists"]));
  expect(codes(none).has("mx-redundancy")).toBe(false);
  expect(codes(none).has("cname-target-exists")).toBe(true);
  expect(await loadInTurns(open())).toMatchObject({ findings: whole.findings });
});

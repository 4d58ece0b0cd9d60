/** A zone that two fleets publish is refused before anything is run; fleets on the sandbox share nothing with others. */
import { afterEach, expect, test } from "@jest/globals";
import { FleetProject, parked } from "./project.ts";

let project: FleetProject | undefined;
afterEach(() => project?.end());

const inZone = (domain: string, dns: string): string => `${parked(domain, dns)}zone: example.com\n`;
const FLEET = "shards: {by: account}\n";

test.each<[string, Record<string, string>, readonly string[]]>([
  [
    "the same zone",
    { "stacks/shops/b.yaml": inZone("b.example.com", "cloudflare") },
    [
      'stacks/shops/b.yaml:1 the zone example.com is in the fleets "prod" and "shops", whose runs would take each other\'s records for foreign',
    ],
  ],
  [
    "twice in one file, told once",
    {
      "stacks/shops/b.yaml": `${inZone("b.example.com", "cloudflare")}---\n${inZone("c.example.com", "cloudflare")}`,
    },
    [
      'stacks/shops/b.yaml:1 the zone example.com is in the fleets "prod" and "shops", whose runs would take each other\'s records for foreign',
    ],
  ],
  ["at another cloud", { "stacks/shops/b.yaml": inZone("b.example.com", "route53") }, []],
  [
    "in another account",
    { "stacks/shops/b.yaml": inZone("b.example.com", "{cloud: cloudflare, account: two}") },
    [],
  ],
  ["another zone", { "stacks/shops/b.yaml": parked("b.example.com") }, []],
  ["a file that cannot be read", { "stacks/shops/b.yaml": "domain: [\n" }, []],
  [
    "on the sandbox",
    {
      "stacks/shops/fleet.yaml": `${FLEET}config: {sandbox: true}\n`,
      "stacks/shops/b.yaml": inZone("b.example.com", "cloudflare"),
    },
    [],
  ],
])("%s", (_, files, expected) => {
  project = new FleetProject({
    "stacks/prod/fleet.yaml": FLEET,
    "stacks/prod/a.yaml": inZone("a.example.com", "cloudflare"),
    "stacks/shops/fleet.yaml": FLEET,
    ...files,
  });
  const { shared, loaded } = project.open();
  const split = loaded.findings.filter(({ code }) => code === "fleet-zone-split");
  expect(split.map(({ message, place }) => `${place?.file}:${place?.line} ${message}`)).toEqual(expected);
  expect(shared).toEqual(expect.arrayContaining(split));
});

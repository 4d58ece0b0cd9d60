import type { CheckCase } from "../check-case.ts";

const spec = (domain: string, record: string): string =>
  [
    `domain: ${domain}.example.com`,
    "zone: example.com",
    "dns: cloudflare",
    "mode: parked",
    "records:",
    `  - {name: mx.example.com., ${record}}`,
    "",
  ].join("\n");

export const cases: readonly CheckCase[] = [
  {
    check: "fleet-shared-name",
    title: "tells of a name that two stacks write, of whatever type",
    specs: {
      "stacks/a/one.yaml": spec("a", "type: A, value: 198.51.100.7"),
      "stacks/b/two.yaml": spec("b", "type: TXT, value: x"),
    },
    finds: ["warning stacks/b/two.yaml:6:5 < stacks/a/one.yaml:6"],
    mended: { "stacks/a/one.yaml": spec("a", "type: A, value: 198.51.100.7") },
  },
  {
    check: "fleet-shared-name",
    title: "is silent where one stack has them, or two have other names or clouds",
    specs: {
      "stacks/a/one.yaml": spec("a", "type: A, value: 198.51.100.7"),
      "stacks/a/two.yaml": spec("b", "type: TXT, value: x"),
      "stacks/b/three.yaml": spec("c", "type: TXT, value: x").replace("mx.", "other."),
      "stacks/b/four.yaml": spec("d", "type: TXT, value: x").replace("cloudflare", "route53"),
    },
    finds: [],
  },
];

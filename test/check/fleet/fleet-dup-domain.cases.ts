import { type CheckCase, spec } from "../check-case.ts";

const parked = (dns: string): string => spec(dns, "mode: parked");

export const cases: readonly CheckCase[] = [
  {
    check: "fleet-dup-domain",
    title: "refuses a domain twice in a stack, whatever its clouds",
    specs: { "stacks/a/one.yaml": parked("cloudflare"), "stacks/a/two.yaml": parked("route53") },
    finds: ["error stacks/a/two.yaml:1:9 < stacks/a/one.yaml:1"],
    mended: { "stacks/a/one.yaml": parked("[cloudflare, route53]") },
  },
  {
    check: "fleet-dup-domain",
    title: "refuses it twice in a run without stacks, and in one file",
    specs: [
      parked("cloudflare"),
      "domains: [example.org, example.com]\ndns: cloudflare\nmode: parked\n",
    ].join("---\n"),
    finds: ["error 5:24 < 1"],
  },
  {
    check: "fleet-dup-domain",
    title: "takes a U-label and its A-label for one domain",
    specs: {
      "a.yaml": "domain: bücher.example\ndns: cloudflare\nmode: parked\n",
      "b.yaml": "domain: XN--BCHER-KVA.example.\ndns: cloudflare\nmode: parked\n",
    },
    finds: ["error b.yaml:1:9 < a.yaml:1"],
  },
  {
    check: "fleet-dup-domain",
    title: "refuses it in two stacks on the same cloud and account",
    specs: {
      "stacks/a/one.yaml": parked("cloudflare"),
      "stacks/b/two.yaml": parked("[route53, cloudflare]"),
    },
    finds: ["error stacks/b/two.yaml:1:9 < stacks/a/one.yaml:1"],
  },
  {
    check: "fleet-dup-domain",
    title: "only tells of it in two stacks on different clouds or accounts",
    specs: {
      "stacks/a/one.yaml": parked("cloudflare"),
      "stacks/b/two.yaml": parked("route53"),
      "stacks/c/three.yaml": parked("{cloud: cloudflare, account: second}"),
    },
    finds: [
      "info stacks/b/two.yaml:1:9 < stacks/a/one.yaml:1",
      "info stacks/c/three.yaml:1:9 < stacks/a/one.yaml:1",
    ],
  },
  {
    check: "fleet-dup-domain",
    title: "takes one spec on two clouds, and a domain beside one below it",
    specs: {
      "a.yaml": parked("[cloudflare, route53]"),
      "b.yaml": "domain: shop.example.com\ndns: cloudflare\nmode: parked\n",
    },
    finds: [],
  },
];

import { namePublicSuffix } from "../../../src/check/name/name-public-suffix.ts";
import type { CheckCase } from "../check-case.ts";
import { explained } from "../explained.ts";
import { reverse } from "../rr/specs.ts";

export const cases: readonly CheckCase[] = [
  ...explained(namePublicSuffix, ["error 1:9"]),
  {
    check: "name-public-suffix",
    title: "refuses top-level domains, names in arpa and suffixes of several labels",
    specs: ["com", "2.0.192.in-addr.arpa", "com.cn", "kawasaki.jp"]
      .map((domain) => `domain: ${domain}\ndns: cloudflare\nmode: parked\n`)
      .join("---\n"),
    finds: ["error 1:9", "error 5:9", "error 9:9", "error 13:9"],
  },
  {
    check: "name-public-suffix",
    title: "tells of reserved names, and takes private suffixes and domains below public ones",
    specs: ["shop.example", "mail.test", "github.io", "example.com.cn", "bbc.co.uk", "xn--fiqs8s.example.org"]
      .map((domain) => `domain: ${domain}\ndns: cloudflare\nmode: parked\n`)
      .join("---\n"),
    finds: ["info 1:9", "info 5:9"],
  },
  {
    check: "name-public-suffix",
    title: "refuses to create a zone that is a public suffix, and takes one that exists",
    specs: {
      "a.yaml": "domain: shop.co.uk\nzone: co.uk\ndns: {cloud: route53, create: true}\nmode: parked\n",
      "b.yaml": "domain: other.co.uk\nzone: co.uk\ndns: cloudflare\nmode: parked\n",
      "c.yaml":
        "domain: a.example.co.uk\nzone: example.co.uk\ndns: {cloud: route53, create: true}\nmode: parked\n",
    },
    finds: ["error a.yaml:3:6"],
    mended: {
      "a.yaml": "domain: shop.co.uk\ndns: {cloud: route53, create: true}\nmode: parked\n",
    },
  },
  {
    check: "name-public-suffix",
    title: "takes a reverse zone without mail, and refuses mail in it",
    specs: {
      "spec.yaml": reverse("cloudflare", '  - {name: "25", type: PTR, value: mx.example.com}'),
      "a.yaml": "domain: 2.0.192.in-addr.arpa\ndns: cloudflare\nmode: parked\n",
    },
    finds: ["error a.yaml:1:9"],
  },
];

import type { CheckCase } from "../check-case.ts";

const inStack = (stack: string, domain: string, dns: string, name: string): Record<string, string> => ({
  [`stacks/${stack}/${domain}.yaml`]: `domain: ${domain}\nzone: example.com\ndns: ${dns}\nmode: parked\nrecords:\n  - {name: ${name}, type: TXT, value: from ${stack}}\n`,
});

export const cases: readonly CheckCase[] = [
  {
    check: "prov-rrset",
    title: "refuses two stacks that write one RRset on Route 53",
    specs: {
      ...inStack("one", "a.example.com", "route53", "x.example.com."),
      ...inStack("two", "b.example.com", "route53", "x.example.com."),
    },
    finds: ["error stacks/two/b.example.com.yaml:6:5 < stacks/one/a.example.com.yaml:6"],
    mended: {
      ...inStack("one", "a.example.com", "route53", "x"),
      ...inStack("two", "b.example.com", "route53", "x"),
    },
  },
  {
    check: "prov-rrset",
    title: "takes it within a stack, on other clouds, and for one domain twice",
    specs: {
      ...inStack("one", "a.example.com", "route53", "x.example.com."),
      ...inStack("one", "b.example.com", "route53", "x.example.com."),
      ...inStack("one", "c.example.com", "cloudflare", "y.example.com."),
      ...inStack("two", "d.example.com", "cloudflare", "y.example.com."),
      ...inStack("two", "a.example.com", "{cloud: route53, account: b}", "x.example.com."),
    },
    finds: [],
  },
];

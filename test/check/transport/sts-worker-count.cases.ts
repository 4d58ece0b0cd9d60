import type { CheckCase } from "../check-case.ts";

/** As many domains, each with a Worker. */
const domains = (count: number, dns = "cloudflare"): string =>
  Array.from(
    { length: count },
    (_, i) =>
      `domain: d${i}.example\ndns: ${dns}\nmode: receive-only\nmailbox: tencent-exmail\nmtaSts: {mode: testing, host: cloudflare-worker}\n`,
  ).join("---\n");

export const cases: readonly CheckCase[] = [
  { check: "sts-worker-count", title: "takes a hundred in an account", specs: domains(100), finds: [] },
  {
    check: "sts-worker-count",
    title: "warns of more than a hundred, once, at the last by name",
    specs: domains(101),
    finds: ["warning 595:9"],
  },
  {
    check: "sts-worker-count",
    title: "counts each account alone",
    specs: `${domains(100)}---\n${domains(1, "{cloud: cloudflare, account: eu}").replace("d0", "other")}`,
    finds: [],
  },
];

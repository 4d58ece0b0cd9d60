import { type CheckCase, parked, spec } from "../check-case.ts";

export const cases: readonly CheckCase[] = [
  {
    check: "txt-rrset-size",
    title: "warns of more than 512 octets beside SPF, at the text the spec can shorten",
    specs: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      `  - {type: TXT, values: [${Array.from({ length: 10 }, (_, i) => `verification-${i}-${"x".repeat(30)}`).join(", ")}]}`,
    ),
    finds: [`warning 5:${26 + 9 * 47}`],
    mended: spec(
      "cloudflare",
      "mailbox: tencent-exmail",
      "records:",
      "  - {type: TXT, values: [verification-1]}",
    ),
  },
  {
    check: "txt-rrset-size",
    title: "warns of more than 1232 octets elsewhere",
    specs: parked(`  - {name: x, type: TXT, value: ${"x".repeat(1300)}}`),
    finds: ["warning 5:5"],
  },
  {
    check: "txt-rrset-size",
    title: "counts octets, not characters",
    specs: parked(`  - {name: x, type: TXT, value: ${"é".repeat(620)}}`),
    finds: ["warning 5:5"],
  },
  {
    check: "txt-rrset-size",
    title: "takes a DKIM key of 4096 bits",
    specs: parked(`  - {name: x, type: TXT, value: ${"x".repeat(754)}}`),
    finds: [],
  },
];
